import GitStore
import ImageModel
import Manifests
import PinnaceTestSupport
import Testing
import YAMLSource

@testable import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What is kept of a scan changes no answer, whatever happens to the file.
@Suite struct ScanStoreTests {
    private static let files = [
        "a.yaml": Sample.deployment("nginx:1", note: "one"), "b.yaml": Sample.deployment("redis:1"),
        "none.yaml": "a: 1\n", "broken.yaml": "kind: Pod\n  a: [\n",
        "Dockerfile": "FROM --platform=linux/arm64 golang:1.24 AS build\nFROM scratch\n",
        "run.sh": "docker run nginx:1.2.3\n", "empty.yaml": "\n",
        "deep/er/c.yaml": Sample.deployment("nginx:3"), "deep/d.yaml": Sample.deployment("nginx:4"),
        "overlay/kustomization.yaml": "images:\n  - name: nginx\n    newTag: \"2\"\n",
        "chart/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\nappVersion: \"2\"\n",
        "chart/values.yaml": "image:\n  repository: nginx\n  tag: \"1\"\n  digest: \"\"\n",
        "large.yaml": pointer,
    ]
    private static let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"

    private let cache: TemporaryDirectory
    private let fixture: BranchFixture

    init() async throws {
        cache = try TemporaryDirectory("scan-store")
        fixture = try await BranchFixture(Self.files)
    }

    private func store(_ program: String = "1", pool: ScanPool? = nil) -> ScanStore {
        ScanStore(
            in: cache.path("kept"), repository: "r", program: program, options: LocatorOptions(), selection: "all",
            pool: pool)
    }

    private func scan(_ store: ScanStore?) async throws -> RepositoryScan {
        let files = SnapshotFiles(try await fixture.repository.snapshot(of: fixture.tip))
        return try await RepositoryScanner(store: store).scan(files)
    }

    private func expectTheSame(_ store: ScanStore, _ comment: Comment? = nil) async throws {
        let (kept, plain) = (try await scan(store), try await scan(nil))
        #expect(kept.scans == plain.scans, comment)
        #expect(kept.findings == plain.findings, comment)
        #expect(kept.files == plain.files, comment)
        #expect(kept.revision == plain.revision, comment)
    }

    private var file: URL {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: cache.path("kept"))
            return URL(filePath: cache.path("kept/\(try #require(names.only))"))
        }
    }

    @Test(arguments: [false, true]) func theSameAsWithoutIt(inMemory: Bool) async throws {
        let store = store(pool: inMemory ? ScanPool() : nil)
        for _ in 0..<3 { try await expectTheSame(store) }
        let steps: [[String: String]] = [
            ["a.yaml": Sample.deployment("nginx:2"), "b.yaml": ""],
            ["moved/a.yaml": Sample.deployment("nginx:2")], ["deep/er/c.yaml": "", "deep/e.yaml": "a: 2\n"],
            ["deep/d.yaml": Sample.deployment("nginx:5")],
            ["a.yaml": ""], ["a.yaml/b.yaml": Sample.deployment("redis:2")],
            ["chart/values.yaml": "image:\n  repository: nginx\n  tag: \"3\"\n"],
        ]
        for step in steps {
            try await fixture.commit(step, "Move")
            for _ in 0..<2 { try await expectTheSame(store, "\(step.keys.sorted())") }
        }
    }

    /// Somebody else's scan of another commit in between.
    @Test func anyOrderOfCommits() async throws {
        let first = fixture.tip
        try await fixture.commit(["deep/er/c.yaml": Sample.deployment("nginx:9"), "x/y.yaml": "a: 1\n"], "Move")
        for tip in [first, fixture.tip, first, fixture.tip] {
            let files = SnapshotFiles(try await fixture.repository.snapshot(of: tip))
            let kept = try await RepositoryScanner(store: store()).scan(files)
            #expect(try await kept.scans == RepositoryScanner().scan(files).scans)
        }
    }

    @Test func mostIsKeptAndChartsAreReadAgain() async throws {
        _ = try await scan(store())
        let entries = store().load().entries
        #expect(entries.count == Self.files.count)
        let unread = entries.filter(\.isUnread).map(\.path.string)
        #expect(unread == ["chart/Chart.yaml", "chart/values.yaml", "overlay/kustomization.yaml"])
        let docker = try #require(entries.first { $0.path.string == "Dockerfile" })
        #expect(docker.scan?.occurrences.first?.platforms == [try #require(Platform("linux/arm64"))])
    }

    @Test func inMemoryAllOfItIsKept() async throws {
        let pool = ScanPool()
        _ = try await scan(store(pool: pool))
        try FileManager.default.removeItem(at: file)
        #expect(store(pool: pool).load().entries.allSatisfy { !$0.isUnread })
    }

    @Test func aDamagedFileIsThrownAway() async throws {
        _ = try await scan(store())
        let file = try file
        let good = try Data(contentsOf: file)
        for offset in stride(from: 0, to: good.count, by: 397) {
            var bad = good
            bad[offset] ^= 0x41
            try bad.write(to: file)
            try await expectTheSame(store(), "byte \(offset)")
            try good.prefix(offset).write(to: file)
            try await expectTheSame(store(), "cut at \(offset)")
        }
        #expect(try Data(contentsOf: file) == good, "made anew")
    }

    /// Whatever stands behind the digests is read without a trap.
    @Test func anyContentReadsAsNothingOrSomething() async throws {
        _ = try await scan(store())
        let kept = store().load()
        let good = ScanLayout.bytes(kept)
        #expect(ScanLayout.scans(good[...]) == kept)
        for offset in good.indices {
            for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                var bad = good
                bad[offset] = value
                if let scans = ScanLayout.scans(bad[...]) {
                    let merge = ScanMerge(scans) { _, _ in true }
                    _ = merge.scans(scans.folders.map { .known($0.path) })
                }
                _ = HistoryLayout.entries(bad[...])
            }
            #expect(ScanLayout.scans(good.prefix(offset)) == nil)
        }
    }

    /// A file that lies by the same rules is believed: so it is known that nothing was read.
    @Test func whatIsKnownIsNotRead() async throws {
        _ = try await scan(store())
        var kept = store().load()
        let index = try #require(kept.entries.firstIndex { $0.path.string == "deep/er/c.yaml" })
        var lie = FileScan(file: kept.entries[index].path)
        lie.findings = [Finding(file: lie.file, location: nil, reason: .unparsable, message: "a lie")]
        kept.entries[index].scan = lie
        store().save(kept, isNews: true)
        try await fixture.commit(["deep/d.yaml": Sample.deployment("nginx:7")], "Beside it")
        for _ in 0..<2 { #expect(try await scan(store()).findings.contains { $0.message == "a lie" }) }
        #expect(try await !scan(store("2")).findings.contains { $0.message == "a lie" })
    }

    /// Each is told, whatever a name promises, and nothing of it is looked at.
    @Test(arguments: [true, false]) func whatStandsInTheirPlaceIsAFinding(isKept: Bool) async throws {
        let fixture = try await GitFixture.make(["a.yaml": Sample.deployment("nginx:1"), "large.yaml": Self.pointer])
        let commit = try await fixture.git("rev-parse", "HEAD")
        try await fixture.git("update-index", "--add", "--cacheinfo", "160000,\(commit),vendor/charts")
        try await fixture.git("update-index", "--add", "--cacheinfo", "160000,\(commit),skipped/charts")
        let target = try await fixture.git("hash-object", "-w", "a.yaml")
        for path in ["link.yaml", "notes.txt"] {
            try await fixture.git("update-index", "--add", "--cacheinfo", "120000,\(target),\(path)")
        }
        try await fixture.git("commit", "--quiet", "--message", "Add")
        let repository = try await GitRepository.open(fixture.path)
        let tip = try #require(try await repository.head().commit)
        let scanner = RepositoryScanner(store: isKept ? store() : nil) { !$0.string.hasPrefix("skipped/") }
        for _ in 0..<2 {
            let scan = try await scanner.scan(SnapshotFiles(try await repository.snapshot(of: tip)))
            #expect(scan.files == 2)
            #expect(scan.graph.occurrences.map(\.file.string) == ["a.yaml"])
            #expect(
                scan.findings.map { "\($0.file): \($0.message)" } == [
                    "large.yaml: a pointer of Git LFS: the file itself is not in the repository, and is not looked at",
                    "link.yaml: a symbolic link, which is not followed; the file that it names is looked at where it stands",
                    "vendor/charts: a submodule, which is another repository and is not looked at; run over that one by itself",
                ])
        }
    }

    @Test func manyAtOnce() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { try await expectTheSame(store()) } }
            try await group.waitForAll()
        }
    }
}

/// What is kept is bounded.
@Suite struct ScanPoolTests {
    private func scans(_ count: Int) throws -> KeptScans {
        let blob = try #require(GitObjectID(String(repeating: "a", count: 40)))
        var scans = KeptScans()
        for index in 0..<count {
            scans.entries.append(KeptEntry(path: try #require(RepositoryPath("\(index).yaml")), blob: blob))
        }
        return scans
    }

    @Test func theOldestUseIsLetGo() throws {
        let pool = ScanPool(mostFiles: 10)
        pool.keep(try scans(4), as: "a")
        pool.keep(try scans(4), as: "b")
        #expect(pool.scans("a") != nil)
        pool.keep(try scans(4), as: "c")
        #expect(pool.scans("b") == nil)
        #expect(pool.scans("a")?.entries.count == 4)
        pool.keep(try scans(7), as: "a")
        #expect(pool.scans("c") == nil)
        pool.keep(try scans(11), as: "a")
        #expect(pool.scans("a") == nil)
    }

    @Test func aFolderHoldsSoManyFiles() throws {
        let cache = try TemporaryDirectory("kept-files")
        for number in 0..<70 {
            KeptFile(in: cache.path("kept"), name: "\(number)", kind: "numbers", rules: []).replace(with: [1])
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: cache.path("kept"))
        #expect(names.count == 64)
        #expect(names.contains("69"))
    }
}

extension Collection {
    fileprivate var only: Element? { count == 1 ? first : nil }
}
