import GitStore
import Manifests
import PinnaceTestSupport
import Reconciliation
import Testing

@testable import Commands

@Suite struct WorkFolderTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory("work-folder")
    }

    private func folder(_ name: String) async throws -> WorkFolder {
        try await WorkFolder(directory.path(name), environment: [:])
    }

    @Test func outsideOfGitItIsTheFolder() async throws {
        try directory.write("apps/a.yaml", "image: nginx:1\n")
        let folder = try await folder("apps")
        #expect(folder.path == directory.path("apps"))
        #expect(folder.repository == nil)
        #expect(folder.prefix == "")
        #expect(try await folder.files().list().paths.map(\.string) == ["a.yaml"])
        let error = #expect(throws: UsageError.self) { try folder.committable() }
        #expect(error?.description == "'\(folder.path)' is not in a git work tree; a commit needs one")
    }

    @Test func inGitItIsTheWorkTreesTop() async throws {
        _ = try await GitRepository.create(at: directory.path, bare: false)
        try directory.write("apps/web/a.yaml", "image: nginx:1\n")
        let folder = try await folder("apps/web")
        #expect(folder.path == directory.path)
        #expect(folder.prefix == "")
        #expect(throws: Never.self) { try folder.committable() }
    }

    @Test func theNearestFolderWithSettingsCounts() async throws {
        _ = try await GitRepository.create(at: directory.path, bare: false)
        try directory.write(".pinnace/config.yaml", "")
        try directory.write("team/.pinnace/config.yaml", "")
        try directory.write("team/apps/a.yaml", "image: nginx:1\n")
        try directory.write("teams/b.yaml", "image: nginx:1\n")
        let folder = try await folder("team/apps")
        #expect(folder.path == directory.path("team"))
        #expect(folder.prefix == "team/")
        #expect(try await folder.files().list().paths.map(\.string) == [".pinnace/config.yaml", "apps/a.yaml"])
        let error = #expect(throws: UsageError.self) { try folder.committable() }
        #expect(
            error?.description
                == "'\(folder.path)' has a .pinnace of its own below the work tree's top; a commit is made from the top"
        )
    }

    @Test(arguments: ["with space", "ümlaut", "per%20cent", "hash#mark", "question?mark"])
    func anyNameOfAFolderWill(name: String) async throws {
        _ = try await GitRepository.create(at: directory.path(name), bare: false)
        try directory.write("\(name)/sub/.pinnace/config.yaml", "")
        try directory.write("\(name)/sub/a.yaml", "image: nginx:1\n")
        let folder = try await folder("\(name)/sub")
        #expect(folder.path == directory.path("\(name)/sub"))
        #expect(folder.prefix == "sub/")
        #expect(try await folder.files().list().paths.map(\.string) == [".pinnace/config.yaml", "a.yaml"])
    }

    @Test func whatIsNotThereIsTold() async throws {
        let error = await #expect(throws: UsageError.self) { try await folder("gone") }
        #expect(error?.description == "'\(directory.path("gone"))' does not exist; name a folder or a repository's URL")
    }

    @Test func aFileIsTold() async throws {
        try directory.write("a.yaml", "image: nginx:1\n")
        let error = await #expect(throws: UsageError.self) { try await folder("a.yaml") }
        #expect(error?.description == "'\(directory.path("a.yaml"))' is a file; name the folder of the repository")
    }

    @Test func aBareRepositoryIsJustAFolder() async throws {
        _ = try await GitRepository.create(at: directory.path("bare.git"), bare: true)
        #expect(try await folder("bare.git").repository == nil)
    }
}
