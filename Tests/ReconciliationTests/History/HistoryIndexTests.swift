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

/// What is kept of a history changes no answer, whatever happens to the file.
@Suite struct HistoryIndexTests {
    private let cache: TemporaryDirectory
    private let fixture: BranchFixture

    init() async throws {
        cache = try TemporaryDirectory("history-index")
        fixture = try await BranchFixture([
            "a.yaml": Sample.deployment("nginx:1"), "b.yaml": Sample.deployment("redis:1"),
        ])
        try await fixture.commit(["a.yaml": Sample.deployment("nginx:2")], "Nginx 2\n\nPinnace-Reason: due")
        try await fixture.commit(["b.yaml": Sample.deployment("redis:2")], "Redis 2")
    }

    private func reader(
        options: LocatorOptions = LocatorOptions(), program: String = "1", isKept: Bool = true
    ) -> HistoryReader {
        let store = HistoryStore(
            in: cache.path("a/history"), repository: "config.git", program: program, options: options,
            selection: ["**"])
        return HistoryReader(fixture.repository, locator: FileLocator(options), store: isKept ? store : nil)
    }

    private func history(_ reader: HistoryReader, image: String? = nil, limit: Int = .max) async throws
        -> [HistoryCommit]
    {
        try await reader.history(from: fixture.tip, limit: limit, image: image.map { try ImageSelection($0) })
    }

    private var file: String {
        get throws {
            let folder = cache.path("a/history")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.count == 1 && names[0].hasSuffix(".history"))
            return "\(folder)/\(names[0])"
        }
    }

    @Test func theSameAsWithoutIt() async throws {
        let plain = reader(isKept: false)
        for _ in 0..<2 {
            for image in [nil, "nginx", "redis", "other"] {
                for limit in [1, 2, .max] {
                    #expect(
                        try await history(reader(), image: image, limit: limit)
                            == history(plain, image: image, limit: limit))
                }
            }
        }
        #expect(try await history(reader(), image: "nginx").first?.changes.first?.reason == "due")
    }

    @Test func onlyWhatIsNewIsRead() async throws {
        let before = try await history(reader())
        let written = try Data(contentsOf: URL(filePath: file))
        #expect(try await history(reader()) == before)
        #expect(try Data(contentsOf: URL(filePath: file)) == written)
        try await fixture.commit(["a.yaml": Sample.deployment("nginx:3")], "Nginx 3")
        let after = try await history(reader())
        #expect(after.map(\.subject) == ["Nginx 3"] + before.map(\.subject))
        #expect(try Data(contentsOf: URL(filePath: file)).count > written.count)
    }

    /// Every byte flipped, and every length cut: never another answer, and never a failure.
    @Test func aDamagedFileIsThrownAway() async throws {
        let before = try await history(reader())
        let path = try file
        let good = try Data(contentsOf: URL(filePath: path))
        for offset in stride(from: 0, to: good.count, by: 7) {
            var bad = good
            bad[offset] ^= 0x41
            try bad.write(to: URL(filePath: path))
            #expect(try await history(reader()) == before)
            try good.prefix(offset).write(to: URL(filePath: path))
            #expect(try await history(reader()) == before)
        }
        #expect(try Data(contentsOf: URL(filePath: path)).count == good.count, "it is written anew")
    }

    /// What it says is believed as long as it is what was written by the same rules: here is one that lies.
    @Test func otherRulesReadAnew() async throws {
        let lie = HistoryChange(file: "x", object: nil, field: "y", from: nil, to: "evil:1")
        func plant(_ reader: HistoryReader) {
            var index = HistoryIndex()
            index.add(HistoryIndex.Entry(parent: nil, changes: [lie]), for: fixture.tip)
            reader.store?.save(index)
        }
        plant(reader())
        #expect(try await history(reader()).map(\.changes) == [[lie]])
        #expect(try await history(reader(program: "2")).count == 3)
        plant(reader())
        var options = LocatorOptions()
        options.searchedHosts = ["gcr.io"]
        #expect(try await history(reader(options: options)).count == 3)
    }

    @Test func aFolderThatCannotBeMadeIsNoFailure() async throws {
        let store = HistoryStore(
            in: "/proc/nowhere/history", repository: "x", program: "1", options: LocatorOptions(), selection: "")
        let reader = HistoryReader(fixture.repository, store: store)
        #expect(try await reader.history(from: fixture.tip).count == 3)
    }

    @Test func whatIsKeptIsBounded() {
        var index = HistoryIndex()
        let ids = (0...HistoryIndex.mostCommits).map { number in
            GitObjectID(String(repeating: "0", count: 32) + String(number + 0x1000_0000, radix: 16))!
        }
        for id in ids { index.add(HistoryIndex.Entry(parent: nil, changes: []), for: id) }
        #expect(index.kept.count == HistoryIndex.mostCommits)
        #expect(index.kept[ids[0]] != nil && index.kept[ids[HistoryIndex.mostCommits]] == nil)
    }
}
