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

    /// Files that come, go and come back as they were, empty texts and renames, many to a commit, and read in parts.
    @Test(arguments: 1...4) func theSameWhateverHappensToFiles(_ seed: Int) async throws {
        var state = UInt64(seed)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let fixture = try await BranchFixture(["a0.yaml": Sample.deployment("nginx:0")])
        var files: [String: String] = ["a0.yaml": Sample.deployment("nginx:0")]
        for number in 1...40 {
            var changes: [String: String] = [:]
            for _ in 0...next(4) {
                let path = "a\(next(6)).yaml"
                let isGone = next(4) == 0 && files.count - changes.count > 1 && files[path] != nil
                changes[path] = isGone ? "" : Sample.deployment(["nginx", "redis"][next(2)] + ":\(next(3))")
            }
            for (path, text) in changes { files[path] = text.isEmpty ? nil : text }
            try await fixture.commit(changes, "Change \(number)")
        }
        for image in [nil, "nginx"] {
            let selection = try image.map { try ImageSelection($0) }
            let plain = HistoryReader(fixture.repository)
            for limit in [1, 3, 9, 10, 25, .max] {
                let store = HistoryStore(
                    in: cache.path("history"), repository: "\(seed) \(image ?? "") \(limit)", program: "1",
                    options: LocatorOptions(), selection: [""])
                let kept = HistoryReader(fixture.repository, store: store)
                #expect(
                    try await kept.history(from: fixture.tip, limit: limit, image: selection)
                        == plain.history(from: fixture.tip, limit: limit, image: selection))
                #expect(
                    try await kept.history(from: fixture.tip, image: selection)
                        == plain.history(from: fixture.tip, image: selection))
            }
        }
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
