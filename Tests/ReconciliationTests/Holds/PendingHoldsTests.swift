import GitStore
import Manifests
import Planning
import Testing

@testable import Reconciliation

@Suite struct PendingHoldsTests {
    private static let file = ".pinnace/holds.yaml"
    /// One hold a line: the file that it is on.
    private static let ledger = HoldsLedger(
        path: RepositoryPath(file)!,
        reading: { bytes in
            try String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").map { line in
                guard line != "broken" else { throw ReconciliationError(.configuration, "no file of holds") }
                var hold = Hold()
                hold.file = String(line)
                return hold
            }
        }, adding: { _, bytes in bytes ?? [] })

    private let fixture: BranchFixture

    init() async throws {
        fixture = try await BranchFixture([Self.file: "old.yaml\n", "a.yaml": "a\n"])
    }

    private func pending(_ tips: [String: GitObjectID], over base: GitObjectID) async throws -> [String] {
        try await PendingHolds(fixture.repository, ledger: Self.ledger).holds(on: tips, over: base).compactMap(\.file)
    }

    @Test func whatABranchAddsIsInForce() async throws {
        let start = fixture.tip
        let one = try await fixture.commit([Self.file: "old.yaml\na.yaml\n"], "Roll back", onto: start)
        let two = try await fixture.commit([Self.file: "old.yaml\nb.yaml\na.yaml\n"], "Roll back", onto: start)
        let main = try await fixture.commit(["a.yaml": "b\n"], "Go on", onto: start)
        #expect(try await pending(["r/one": one, "r/two": two], over: main) == ["a.yaml", "b.yaml"])
        #expect(try await pending([:], over: main) == [])
    }

    @Test func whatWasMergedIsTheBranchsOwnBusiness() async throws {
        let start = fixture.tip
        let rollback = try await fixture.commit([Self.file: "old.yaml\na.yaml\n"], "Roll back", onto: start)
        #expect(try await pending(["r": rollback], over: rollback) == [])
        let squashed = try await fixture.commit([Self.file: "old.yaml\na.yaml\n"], "Squashed", onto: start)
        #expect(try await pending(["r": rollback], over: squashed) == [])
        let released = try await fixture.commit([Self.file: "old.yaml\n"], "Release", onto: squashed)
        let later = try await fixture.commit(["a.yaml": "c\n"], "Go on", onto: released)
        #expect(try await pending(["r": rollback], over: later) == [])
    }

    @Test func aHoldThatCannotBeReadStopsTheRun() async throws {
        let start = fixture.tip
        let rollback = try await fixture.commit([Self.file: "broken\n"], "Roll back", onto: start)
        let error = await #expect(throws: ReconciliationError.self) {
            try await pending(["r/x": rollback], over: start)
        }
        #expect(error?.description == "r/x: no file of holds")
    }
}
