import Foundation
import Testing

@testable import Commands

/// Plans that other versions of the program wrote.
@Suite struct PlannedCopiesTests {
    private static let digest = "sha256:" + String(repeating: "a", count: 64)
    private static let copy =
        #"{"source": "gcr.io/p/a:1", "target": "quay.io/p/a:1", "digest": "\#(digest)""#

    private func copies(_ version: String, _ references: String) throws -> [PlannedCopies.Entry] {
        let text = #"{"apiVersion": "\#(version)", "kind": "Plan", "references": \#(references)}"#
        return try PlannedCopies(Data(text.utf8), name: "plan.json").copies
    }

    /// Fields that copying has no use for may be there or not.
    @Test func whatIsNeededIsEnough() throws {
        let found = try copies(
            "pinnace.dev/v1alpha1",
            "[{}, {\"copies\": [\(Self.copy)}, \(Self.copy)}]}, {\"new\": 1, \"copies\": [\(Self.copy), \"replace\": true}]}]"
        )
        #expect(found.map(\.replaces) == [false, true])
        #expect(
            found.map { "\($0.source) \($0.target)" }.allSatisfy {
                $0 == "gcr.io/p/a:1@\(Self.digest) quay.io/p/a:1@\(Self.digest)"
            })
    }

    @Test(arguments: ["pinnace.dev/v1alpha0", "pinnace.dev/v2"])
    func anotherVersionIsRefusedByName(_ version: String) throws {
        let error = #expect(throws: UsageError.self) { try copies(version, "[]") }
        #expect(
            error?.description
                == "--from-plan: plan.json is a plan of another version (\(version)), which cannot be read: make it anew "
                + "with 'pinnace reconcile --dry-run --format json'")
    }

    @Test(arguments: ["example.com/v1", "v1"])
    func whatIsNoPlanIsRefused(_ version: String) throws {
        let error = #expect(throws: UsageError.self) { try copies(version, "[]") }
        #expect(error?.description == "--from-plan: plan.json is no plan that reconcile --format json wrote")
    }
}
