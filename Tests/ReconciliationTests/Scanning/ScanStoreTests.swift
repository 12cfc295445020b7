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
        "overlay/kustomization.yaml": "images:\n  - name: nginx\n    newTag: \"2\"\n",
        "chart/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\nappVersion: \"2\"\n",
        "chart/values.yaml": "image:\n  repository: nginx\n  tag: \"1\"\n  digest: \"\"\n",
    ]

    private let cache: TemporaryDirectory
    private let fixture: BranchFixture

    init() async throws {
        cache = try TemporaryDirectory("scan-store")
        fixture = try await BranchFixture(Self.files)
    }

    private func scan(program: String? = "1") async throws -> RepositoryScan {
        let store = program.map {
            ScanStore(in: cache.path("kept"), repository: "r", program: $0, options: LocatorOptions())
        }
        let files = SnapshotFiles(try await fixture.repository.snapshot(of: fixture.tip))
        return try await RepositoryScanner(store: store).scan(files)
    }

    private func expectTheSame(_ comment: Comment? = nil) async throws {
        let (kept, plain) = (try await scan(), try await scan(program: nil))
        #expect(kept.scans == plain.scans, comment)
        #expect(kept.findings == plain.findings, comment)
        #expect(kept.files == plain.files, comment)
    }

    private var file: String { get throws { cache.path("kept/\(RepositoryHash("r")).scans") } }

    @Test func theSameAsWithoutIt() async throws {
        for _ in 0..<3 { try await expectTheSame() }
        try await fixture.commit(["a.yaml": Sample.deployment("nginx:2"), "b.yaml": ""], "Move")
        for _ in 0..<2 { try await expectTheSame() }
        try await fixture.commit(["moved/a.yaml": Sample.deployment("nginx:2")], "The same blob elsewhere")
        for _ in 0..<2 { try await expectTheSame() }
    }

    @Test func mostIsKeptAndChartsAreReadAgain() async throws {
        _ = try await scan()
        let store = ScanStore(in: cache.path("kept"), repository: "r", program: "1", options: LocatorOptions())
        let names = Set(store.load().keys.map(\.string))
        #expect(names.isSuperset(of: ["a.yaml", "b.yaml", "none.yaml", "broken.yaml", "Dockerfile", "run.sh"]))
        #expect(names.isDisjoint(with: ["overlay/kustomization.yaml", "chart/Chart.yaml", "chart/values.yaml"]))
        let path = try #require(RepositoryPath("Dockerfile"))
        #expect(store.load()[path]?.scan.occurrences.first?.platforms == [try #require(Platform("linux/arm64"))])
    }

    @Test func aDamagedFileIsThrownAway() async throws {
        _ = try await scan()
        let good = try Data(contentsOf: URL(filePath: file))
        for offset in stride(from: 0, to: good.count, by: 97) {
            var bad = good
            bad[offset] ^= 0x41
            try bad.write(to: URL(filePath: file))
            try await expectTheSame("byte \(offset)")
            try good.prefix(offset).write(to: URL(filePath: file))
            try await expectTheSame("cut at \(offset)")
        }
    }

    /// Whatever stands behind the digests is read without a trap.
    @Test func anyContentReadsAsNothingOrSomething() throws {
        let path = try #require(RepositoryPath("a.yaml"))
        let blob = try #require(GitObjectID(String(repeating: "a", count: 40)))
        let scan = FileLocator().scan(path, Array(Sample.deployment("nginx:1").utf8))
        let good = ScanLayout.bytes([path: KeptScan(blob: blob, scan: scan)])
        #expect(ScanLayout.scans(good[...])?[path] == KeptScan(blob: blob, scan: scan))
        for offset in good.indices {
            for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                var bad = good
                bad[offset] = value
                _ = ScanLayout.scans(bad[...])
                _ = HistoryLayout.entries(bad[...])
            }
            #expect(ScanLayout.scans(good.prefix(offset)) == nil)
        }
    }

    /// A file that lies by the same rules is believed: so it is known that nothing was read.
    @Test func whatIsKnownIsNotRead() async throws {
        let path = try #require(RepositoryPath("none.yaml"))
        let store = ScanStore(in: cache.path("kept"), repository: "r", program: "1", options: LocatorOptions())
        _ = try await scan()
        var kept = store.load()
        var lie = FileScan(file: path)
        lie.findings = [Finding(file: path, location: nil, reason: .unparsable, message: "a lie")]
        kept[path] = KeptScan(blob: try #require(kept[path]?.blob), scan: lie)
        store.save(kept)
        #expect(try await scan().findings.contains { $0.message == "a lie" })
        #expect(try await !scan(program: "2").findings.contains { $0.message == "a lie" })
    }
}
