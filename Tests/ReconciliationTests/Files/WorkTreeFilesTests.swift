import Manifests
import PinnaceTestSupport
import Testing

@testable import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct WorkTreeFilesTests {
    @Test func linksAreFindingsAndOtherKindsOfFilesAreNothing() async throws {
        let directory = try TemporaryDirectory("work-tree")
        for name in ["b.yaml", "a.yaml", "README.md"] { try directory.write(name, "image: a\n") }
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("l.yaml"), withDestinationPath: directory.path("a.yaml"))
        #expect(mkfifo(directory.path("pipe.yaml"), 0o600) == 0)
        let listing = try await WorkTreeFiles(folder: directory.path).list()
        #expect(listing.paths.map(\.string) == ["README.md", "a.yaml", "b.yaml"])
        #expect(listing.links.map(\.string) == ["l.yaml"])
    }

    @Test func aFolderIsWalkedDownButNotThroughLinksNorIntoGitsOwn() async throws {
        let directory = try TemporaryDirectory("work-tree")
        for name in ["a/b/c.yaml", "a-b/c.yaml", "sub/.git/x.yaml", "sub/x.yaml", ".hidden/y.yaml"] {
            try directory.write(name, "")
        }
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("a/up"), withDestinationPath: directory.path)
        let listing = try await WorkTreeFiles(folder: directory.path).list()
        #expect(listing.paths.map(\.string) == [".hidden/y.yaml", "a-b/c.yaml", "a/b/c.yaml", "sub/x.yaml"])
        #expect(listing.links.map(\.string) == ["a/up"])
    }

    @Test func aFolderThatIsNoneIsAnErrorThatNamesIt() throws {
        let directory = try TemporaryDirectory("work-tree")
        let file = try directory.write("a.yaml", "")
        let error = #expect(throws: ReconciliationError.self) { try WorkTreeFiles(folder: file) }
        #expect(error?.message == "the folder cannot be read: Not a directory")
    }

    @Test func aRunsFilesAreWrittenMadeAndTakenAway() async throws {
        let directory = try TemporaryDirectory("work-tree")
        try directory.write("a.yaml", "old")
        try directory.write("b.yaml", "old")
        let files = WorkTreeFiles(root: directory.path, kinds: [])
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
