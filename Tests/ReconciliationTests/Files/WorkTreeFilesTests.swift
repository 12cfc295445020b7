import Manifests
import PinnaceTestSupport
import Testing

@testable import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct WorkTreeFilesTests {
    @Test func linksAreFindingsAndOtherKindsOfFilesAreNothing() async throws {
        let directory = try TemporaryDirectory("work-tree")
        for name in ["b.yaml", "a.yaml", "README.md"] { try directory.write(name, "image: a\n") }
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("l.yaml"), withDestinationPath: directory.path("a.yaml"))
        let files = WorkTreeFiles(
            root: directory.path, paths: ["b.yaml", "l.yaml", "README.md", "a.yaml", "../x.yaml"], revision: nil)
        let listing = try await files.list()
        #expect(listing.paths.map(\.string) == ["README.md", "a.yaml", "b.yaml"])
        #expect(listing.links.map(\.string) == ["l.yaml"])
    }

    @Test func aRunsFilesAreWrittenMadeAndTakenAway() async throws {
        let directory = try TemporaryDirectory("work-tree")
        try directory.write("a.yaml", "old")
        try directory.write("b.yaml", "old")
        let files = WorkTreeFiles(root: directory.path, paths: [], revision: nil)
        try files.write([
            FileChange(path: RepositoryPath("a.yaml")!, old: nil, new: Array("new".utf8)),
            FileChange(path: RepositoryPath("b.yaml")!, old: nil, new: nil),
            FileChange(path: RepositoryPath(".pinnace/holds.yaml")!, old: nil, new: Array("held".utf8)),
        ])
        #expect(try directory.read("a.yaml") == "new")
        #expect(try await files.read(RepositoryPath("b.yaml")!) == nil)
        #expect(try directory.read(".pinnace/holds.yaml") == "held")
    }
}
