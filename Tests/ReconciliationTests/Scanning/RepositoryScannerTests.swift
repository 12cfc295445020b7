import ImageModel
import Manifests
import Testing

@testable import Reconciliation

@Suite struct RepositoryScannerTests {
    private static let pod = Sample.deployment("nginx:1.27.0")

    @Test func onlySelectedFilesAreReadAndCounted() async throws {
        let files = MemoryFiles(["a.yaml": Self.pod, "vendor/b.yaml": Self.pod], links: ["vendor/l.yaml", "l.yaml"])
        let scan = try await RepositoryScanner { !$0.string.hasPrefix("vendor/") }.scan(files)
        #expect(scan.files == 1)
        #expect(files.readPaths == ["a.yaml"])
        #expect(scan.findings.map(\.file.string) == ["l.yaml"])
        #expect(scan.revision == files.revision)
    }

    @Test func anUnreadableFileIsAFindingAndTheRestIsScanned() async throws {
        let files = MemoryFiles(["a.yaml": Self.pod, "c.yaml": Self.pod], unreadable: ["b.yaml"])
        let scan = try await RepositoryScanner().scan(files)
        #expect(scan.files == 3)
        #expect(scan.graph.occurrences.map(\.file.string) == ["a.yaml", "c.yaml"])
        #expect(scan.findings.map(\.file.string) == ["b.yaml"])
        #expect(scan.findings.map(\.reason) == [.unparsable])
        #expect(scan.findings.map(\.message) == ["it cannot be read: Permission denied"])
    }

    @Test func aLinkIsAFindingInWords() async throws {
        let scan = try await RepositoryScanner().scan(MemoryFiles([:], links: ["base/link.yaml"]))
        #expect(
            scan.findings.map(\.message) == [
                "a symbolic link, which is not followed; the file that it names is looked at where it stands"
            ])
    }

    @Test func findingsStandInTheOrderOfFilesAndLines() async throws {
        let broken = "apiVersion: v1\nkind: Pod\nimage: [a\n"
        let files = MemoryFiles(["b.yaml": broken, "d.yaml": broken], unreadable: ["c.yaml"], links: ["a.yaml"])
        let scan = try await RepositoryScanner().scan(files)
        #expect(scan.findings.map(\.file.string) == ["a.yaml", "b.yaml", "c.yaml", "d.yaml"])
    }

    @Test(arguments: [1, 3, 64]) func theOrderDoesNotDependOnTheJobs(jobs: Int) async throws {
        let paths = (0..<200).map { "apps/\(1000 + $0).yaml" }
        let files = MemoryFiles(Dictionary(uniqueKeysWithValues: paths.map { ($0, Self.pod) }))
        let scan = try await RepositoryScanner(jobs: jobs).scan(files)
        #expect(scan.graph.occurrences.map(\.file.string) == paths)
        #expect(files.readPaths.count == 200)
    }

    /// Part of a repository is no repository: an overlay that was not read would count as absent.
    /// Once each, and not before a disk has shown itself slow.
    @Test(arguments: [nil, 0, 3, 70, 200]) func whatComesNextIsReadAhead(slowAfter: Int?) async throws {
        let names = (100..<250).map { "\($0).yaml" }
        let files = MemoryFiles(
            Dictionary(uniqueKeysWithValues: names.map { ($0, "a: b\n") }), slowAfter: slowAfter)
        _ = try await RepositoryScanner(jobs: 1).scan(files)
        #expect(files.readPaths == names)
        #expect(files.pathsAhead == Array(names.dropFirst(slowAfter ?? names.count)))
    }

    @Test func aCancelledScanGivesNoResult() async throws {
        let files = MemoryFiles(["a.yaml": Self.pod])
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await RepositoryScanner().scan(files)
        }
        let error = await #expect(throws: ReconciliationError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(error?.description == "cancelled before every file was read; nothing was written")
    }
}
