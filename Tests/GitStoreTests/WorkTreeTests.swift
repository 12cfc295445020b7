import Foundation
import GitStore
import PinnaceTestSupport
import Testing

struct WorkTreeTests {
    @Test func `files are listed as git sees them`() async throws {
        let fixture = try await GitFixture(files: ["a.yaml": "1", ".gitignore": "*.log\nbuild/\n", "k/b.yaml": "2"])
        let clone = try await fixture.clone()
        let scratch = fixture.scratch
        try scratch.write("writer/k/b.yaml", "changed")
        try scratch.write("writer/new/c.yaml", "3")
        try scratch.write("writer/x.log", "")
        try scratch.write("writer/build/y.yaml", "")
        try scratch.write("outside/secret.yaml", "")
        try await CommandRun.link(scratch.path("outside"), at: clone + "/linked")
        let repository = try await GitRepository.open(clone + "/k")
        let files = try await repository.workTreeFiles()
        #expect(files.map(\.path) == [".gitignore", "a.yaml", "k/b.yaml", "linked", "new/c.yaml"])
        #expect(files.map(\.isTracked) == [true, true, true, false, false])
        #expect(files[3].kind == .symlink)
        let modified = try await repository.modifiedPaths(among: ["a.yaml", "k/b.yaml", "new/c.yaml", "x.log", "none"])
        #expect(modified == ["k/b.yaml", "new/c.yaml", "x.log"])
        #expect(try await repository.readWorkTree("k/b.yaml", limit: 100) == bytes("changed"))
        for path in ["linked/secret.yaml", "linked"] {
            await #expect(
                throws: GitError(
                    .invalid, operation: "read \(path)",
                    message: "a symbolic link or a file is in the way, and links are not followed", paths: [path])
            ) { try await repository.readWorkTree(path, limit: 100) }
        }
    }

    /// What a repository or its user's settings would run is not run: neither beside a commit nor beside a push.
    @Test func `hooks are not run`() async throws {
        let fixture = try await GitFixture()
        let clone = try await fixture.clone()
        let names = [
            "pre-commit", "commit-msg", "post-commit", "pre-push", "post-index-change", "reference-transaction",
        ]
        for folder in ["writer/.git/hooks", "hooks"] {
            for name in names {
                try await fixture.git.makeScript(
                    fixture.scratch.path("\(folder)/\(name)"), "touch '\(fixture.scratch.path("ran"))'; exit 1\n")
            }
        }
        for path in [".git/hooks", fixture.scratch.path("hooks")] {
            try await fixture.git.run(in: clone, "config", "core.hooksPath", path)
            let repository = try await GitRepository.open(clone)
            let base = try #require(try await repository.head().commit)
            let commit = try await repository.commitWorkTree(["a.yaml": .content(bytes(path))], .test("pin"))
            let outcome = try await repository.push(
                commit, to: "main", of: GitRemoteURL(fixture.bare), expecting: base, as: "origin", using: GitNetwork())
            #expect(outcome == .pushed)
        }
        #expect(!FileManager.default.fileExists(atPath: fixture.scratch.path("ran")))
    }

    @Test func `submodules are listed, whether they are there or not`() async throws {
        let fixture = try await GitFixture(files: ["a.yaml": "1"])
        let clone = try await fixture.clone()
        let tip = try await fixture.tip().hex
        for name in ["vendor/charts", "vendor/gone"] {
            try await fixture.git.run(in: clone, "update-index", "--add", "--cacheinfo", "160000,\(tip),\(name)")
        }
        try await fixture.git.run(in: fixture.scratch.path, "clone", "-q", fixture.bare, clone + "/vendor/charts")
        let files = try await GitRepository.open(clone).workTreeFiles()
        #expect(files.map(\.path) == ["a.yaml", "vendor/charts", "vendor/gone"])
        #expect(files.map(\.kind) == [.file, .submodule, .submodule])
    }

    @Test(arguments: ["../x", "/etc/passwd", "a//b", ".git/config", "k/.GIT/hooks/x", ".", ""])
    func `nothing is written outside`(_ path: String) async throws {
        let fixture = try await GitFixture()
        let repository = try await GitRepository.open(fixture.clone())
        await #expect(
            throws: GitError(
                .invalid, operation: "write \(path)", message: "it is not a path inside the work tree", paths: [path])
        ) { try await repository.writeWorkTree([path: .content([])]) }
    }

    @Test func `a commit takes its paths and leaves the user's other changes alone`() async throws {
        let fixture = try await GitFixture(files: ["a.yaml": "1\n", "b.yaml": "1\n", "c.yaml": "1\n", "d.yaml": "1\n"])
        let clone = try await fixture.clone()
        try fixture.scratch.write("writer/b.yaml", "staged\n")
        try await fixture.git.run(in: clone, "add", "b.yaml")
        try fixture.scratch.write("writer/c.yaml", "changed\n")
        let repository = try await GitRepository.open(clone)
        let commit = try await repository.commitWorkTree(
            ["a.yaml": .content(bytes("2\n")), "d.yaml": .delete, ".pinnace/holds.yaml": .content(bytes("holds\n"))],
            .test("pin"))
        #expect(try await repository.head() == GitRepository.Head(branch: "main", commit: commit))
        let status = try await fixture.git.run(in: clone, "status", "--porcelain")
        #expect(status == "M  b.yaml\n M c.yaml")
        let changed = try await fixture.git.run(in: clone, "show", "--format=", "--name-status", "HEAD")
        #expect(changed == "A\t.pinnace/holds.yaml\nM\ta.yaml\nD\td.yaml")
        try await fixture.git.run(in: clone, "fsck", "--strict")
    }

    @Test func `a commit is refused where its paths hold changes`() async throws {
        let fixture = try await GitFixture()
        let clone = try await fixture.clone()
        try fixture.scratch.write("writer/a.yaml", "mine\n")
        let repository = try await GitRepository.open(clone)
        let before = try await repository.head()
        await #expect(
            throws: GitError(
                .uncommittedChanges, operation: "commit in the work tree",
                message: "these files have changes of yours; commit or stash them first: a.yaml", paths: ["a.yaml"])
        ) {
            try await repository.commitWorkTree(
                ["a.yaml": .content(bytes("x")), "k8s/b.yaml": .content(bytes("x"))], .test("x"))
        }
        #expect(try fixture.scratch.read("writer/k8s/b.yaml") == bytes("image: two\n"))
        #expect(try await repository.head() == before)
    }

    @Test func `somebody who commits meanwhile wins, and the files are as they were`() async throws {
        let fixture = try await GitFixture()
        let clone = try await fixture.clone()
        let repository = try await GitRepository.open(clone)
        var draft = GitCommitDraft.test("pin")
        draft.sign = { [git = fixture.git] _ in
            try await git.run(in: clone, "commit", "-q", "--allow-empty", "-m", "meanwhile")
            return "-----BEGIN SSH SIGNATURE-----\nx\n-----END SSH SIGNATURE-----\n"
        }
        await #expect {
            try await repository.commitWorkTree(["a.yaml": .content(bytes("x"))], draft)
        } throws: { ($0 as? GitError)?.code == .branchMoved }
        #expect(try fixture.scratch.read("writer/a.yaml") == bytes("image: one\n"))
        #expect(try await fixture.git.run(in: clone, "status", "--porcelain") == "")
        #expect(try await fixture.git.run(in: clone, "log", "-1", "--format=%s") == "meanwhile")
    }

    @Test func `a detached HEAD, a lock and a merge under way are refused`() async throws {
        let fixture = try await GitFixture()
        let clone = try await fixture.clone()
        try await fixture.git.run(in: clone, "checkout", "-q", "--detach")
        let repository = try await GitRepository.open(clone)
        await #expect(
            throws: GitError(
                .unsuitableState, operation: "commit in the work tree",
                message: "HEAD is not on a branch; check one out first (`git switch BRANCH`)")
        ) { try await repository.commitWorkTree(["a.yaml": .content([])], .test("x")) }
        try await fixture.git.run(in: clone, "switch", "-q", "main")
        let lock = try fixture.scratch.write("writer/.git/index.lock", "")
        await #expect(
            throws: GitError(
                .unsuitableState, operation: "commit in the work tree",
                message: "another git command is at work (\(clone)/.git/index.lock is there); wait for it")
        ) { try await repository.commitWorkTree(["a.yaml": .content([])], .test("x")) }
        try FileManager.default.removeItem(atPath: lock)
        try fixture.scratch.write("writer/.git/MERGE_HEAD", try await fixture.tip().hex + "\n")
        await #expect(
            throws: GitError(
                .unsuitableState, operation: "commit in the work tree",
                message: "a merge, rebase or the like is under way; finish or abort it first (`git status`)")
        ) { try await repository.commitWorkTree(["a.yaml": .content([])], .test("x")) }
    }

    @Test func `the upstream and the remote are found`() async throws {
        let fixture = try await GitFixture()
        let repository = try await GitRepository.open(fixture.clone("other"))
        let upstream = try await repository.upstream(ofBranch: "main")
        #expect(upstream == GitRepository.Upstream(remote: "origin", branch: "main"))
        #expect(try await repository.upstream(ofBranch: "none") == nil)
        #expect(try await repository.remoteNames() == ["origin"])
        try await fixture.git.run(in: fixture.scratch.path("other"), "config", "user.name", "Local")
        try await fixture.git.run(in: fixture.scratch.path("other"), "config", "user.email", "local@example.com")
        let identity = try await repository.identity(at: GitSignature.tester.time, offsetMinutes: -60)
        #expect(
            identity
                == GitSignature(
                    name: "Local", email: "local@example.com", time: GitSignature.tester.time, offsetMinutes: -60))
        #expect(try await repository.remote("origin").url.description == fixture.bare)
    }

    @Test func `no repository, and how to say so`() async throws {
        let scratch = try GitScratch()
        await #expect(
            throws: GitError(
                .notARepository, operation: "open the repository \(scratch.path)",
                message: "neither it nor a directory above it is a git repository", paths: [scratch.path])
        ) { try await GitRepository.open(scratch.path) }
    }
}
