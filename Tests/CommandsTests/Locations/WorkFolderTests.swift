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

    /// The same findings as from a commit, wherever the run is.
    @Test func whatIsNotAFileIsAFinding() async throws {
        let fixture = try await GitFixture.make(["k8s/a.yaml": "image: nginx:1\n"])
        let git = { (arguments: [String]) in
            try await Command.run("git", ["-C", fixture.path] + arguments, environment: GitFixture.environment)
                .checked()
        }
        try fixture.write(
            "k8s/large.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n")
        try await Command.run("ln", ["-s", "a.yaml", "\(fixture.path)/k8s/link.yaml"]).checked()
        let tip = try await git(["rev-parse", "HEAD"])
        _ = try await git(["update-index", "--add", "--cacheinfo", "160000,\(tip),vendor/charts"])
        let folder = try await WorkFolder(fixture.path, environment: [:])
        let scan = try await RepositoryScanner().scan(folder.files())
        let expected = [
            "k8s/large.yaml: a pointer of Git LFS: the file itself is not in the repository, and is not looked at",
            "k8s/link.yaml: a symbolic link, which is not followed; the file that it names is looked at where it stands",
            "vendor/charts: a submodule, which is another repository and is not looked at; run over that one by itself",
        ]
        #expect(scan.findings.map { "\($0.file): \($0.message)" } == expected)
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
