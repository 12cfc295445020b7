import GitStore
import PinnaceTestSupport
import Testing

struct CommitTests {
    @Test func `modes, links and neighbours stay as they are`() async throws {
        let fixture = try await GitFixture()
        let clone = try await fixture.clone()
        try fixture.scratch.write("writer/bin/run", "#!/bin/sh\n", executable: true)
        try await CommandRun.link("../a.yaml", at: clone + "/k8s/link.yaml")
        try await fixture.commit(["k8s/deep/er/c.yaml": "image: c\n", "k8s/deep.yaml": "x\n"], "second")
        let repository = try await GitRepository.open(fixture.bare)
        let parent = try await fixture.tip()

        let commit = try await repository.commit(
            [
                "bin/run": .content(bytes("#!/bin/bash\n")), "k8s/deep/er/c.yaml": .delete,
                "new/dir/d.yaml": .content(bytes("d\n")), "k8s/b.yaml": .content(bytes("image: three\n")),
            ], onto: parent, .test("third\n\nbody\n"))
        try await repository.moveBranch("main", from: parent, to: commit, reason: "test")

        let modes = try await fixture.git.run(
            in: fixture.bare, "ls-tree", "-r", "--format=%(objectmode) %(path)", "main")
        #expect(
            modes == """
                100644 a.yaml
                100755 bin/run
                100644 k8s/b.yaml
                100644 k8s/deep.yaml
                120000 k8s/link.yaml
                100644 new/dir/d.yaml
                """)
        #expect(try await fixture.git.run(in: fixture.bare, "show", "main:k8s/b.yaml") == "image: three")
        try await fixture.git.run(in: fixture.bare, "fsck", "--strict")
        let log = try await fixture.git.run(in: fixture.bare, "log", "-1", "--format=%an|%ae|%ai|%B")
        #expect(log == "Tester|tester@example.com|2023-11-15 00:13:20 +0200|third\n\nbody\n")
    }
}

extension CommandRun {
    static func link(_ target: String, at path: String) async throws {
        _ = try await run(["ln", "-s", target, path], environment: [:])
    }
}

struct CommitRefusalTests {
    @Test(arguments: [
        ("../x", "../x", "it is not a path inside the repository"),
        ("a//b", "a//b", "it is not a path inside the repository"),
        ("k8s", "k8s", "it is a directory"),
        ("a.yaml/b", "a.yaml", "it is a file, not a directory"),
        ("link", "link", "it is a symbolic link or a submodule, which is never edited"),
    ])
    func `paths that cannot be`(_ path: String, _ subject: String, _ why: String) async throws {
        let fixture = try await GitFixture()
        try await CommandRun.link("a.yaml", at: fixture.scratch.path("writer/link"))
        let parent = try await fixture.commit([:], "link")
        let repository = try await GitRepository.open(fixture.bare)
        await #expect(
            throws: GitError(.invalid, operation: "change \(subject) in a commit", message: why, paths: [subject])
        ) { try await repository.commit([path: .content([])], onto: parent, .test("x")) }
    }

    @Test func `a path that is not there cannot go`() async throws {
        let fixture = try await GitFixture()
        let repository = try await GitRepository.open(fixture.bare)
        let error = GitError(
            .invalid, operation: "change none in a commit", message: "the commit has no such file", paths: ["none"])
        await #expect(throws: error) {
            try await repository.commit(["none": .delete], onto: fixture.tip(), .test("x"))
        }
    }

    @Test func `.git is no directory of a commit`() async throws {
        let fixture = try await GitFixture()
        let repository = try await GitRepository.open(fixture.bare)
        await #expect(throws: GitError.self) {
            try await repository.commit([".git/config": .content([])], onto: fixture.tip(), .test("x"))
        }
    }

    @Test(.enabled(if: GitCommandLine.canChangeOwners)) func `another user's repository`() async throws {
        let fixture = try await GitFixture()
        _ = try await CommandRun.run(["chown", "-R", "65534", fixture.bare], environment: fixture.git.environment)
        await #expect(
            throws: GitError(
                .ownership, operation: "open the repository \(fixture.bare)",
                message: "it belongs to another user, and git trusts no such repository; if you do, run: "
                    + "git config --global --add safe.directory \(fixture.bare)",
                paths: [fixture.bare])
        ) { try await GitRepository.open(fixture.bare) }
    }
}
