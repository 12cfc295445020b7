import GitStore
import Manifests
import PinnaceTestSupport
import Testing

@testable import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What is kept of a long history says what a reading without it says.
@Suite struct LongHistoryTests {
    private let cache: TemporaryDirectory
    private let fixture: BranchFixture

    init() async throws {
        cache = try TemporaryDirectory("long-history")
        fixture = try await BranchFixture([
            "a.yaml": Sample.deployment("nginx:0"), "b/c.yaml": Sample.deployment("redis:0"), "d.txt": "0",
        ])
        for number in 1...60 {
            var files = ["d.txt": "\(number)"]
            if number % 2 == 0 { files["a.yaml"] = Sample.deployment("nginx:\(number / 4)") }
            if number % 3 == 0 { files["b/c.yaml"] = number == 30 ? "" : Sample.deployment("redis:\(number)") }
            try await fixture.commit(files, "Change \(number)")
        }
    }

    private func reader(_ name: String?) -> HistoryReader {
        let store = name.map { name in
            HistoryStore(
                in: cache.path("history"), repository: name, program: "1", options: LocatorOptions(), selection: [""])
        }
        return HistoryReader(fixture.repository, store: store)
    }

    @Test(arguments: [1, 7, 8, 9, 30, 31, .max]) func theSameAsOneByOne(_ limit: Int) async throws {
        let one = try await reader(nil).history(from: fixture.tip, limit: limit)
        #expect(one.count == (min(limit, 31)))
        #expect(try await reader("\(limit)").history(from: fixture.tip, limit: limit) == one)
        let all = try await reader(nil).history(from: fixture.tip)
        #expect(try await reader("\(limit)").history(from: fixture.tip) == all, "the rest is read behind what is kept")
    }

    /// What is behind the limit does no harm; what was read before it is kept.
    @Test func whatCannotBeReadIsToldWhenItIsAskedFor() async throws {
        let commits = try await fixture.repository.firstParents(from: fixture.tip, limit: 40)
        let changes = try await fixture.repository.changes(of: commits[36])
        let blob = try #require(changes.first { $0.path == "a.yaml" }?.new?.id.hex)
        let file = "\(fixture.repository.gitDirectory)objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
        try FileManager.default.removeItem(atPath: file)
        #expect(try await reader("x").history(from: fixture.tip, limit: 15).count == 15)
        let error = await #expect(throws: ReconciliationError.self) {
            try await reader("x").history(from: fixture.tip)
        }
        #expect(error?.code == .git)
        let kept = try #require(reader("x").store).load()
        #expect(kept.entries[commits[31].id] != nil && kept.entries[commits[32].id] == nil)
    }
}
