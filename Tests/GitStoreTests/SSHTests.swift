import PinnaceTestSupport
import Testing

@testable import GitStore

struct SSHTests {
    private func network(_ fixture: GitFixture, _ command: String?) -> GitNetwork {
        var environment = fixture.git.environment
        environment["GIT_SSH_COMMAND"] = command
        return GitNetwork(environment: environment)
    }

    @Test func `fetch and push run the user's ssh`() async throws {
        let fixture = try await GitFixture()
        let server = try await SSHServer.start(in: fixture.scratch)
        let network = network(fixture, server.command)
        let url = try GitRemoteURL(server.url(fixture.bare))
        let mirror = try await GitRepository.create(at: fixture.scratch.path("mirror"), bare: true)
        let fetched = try await mirror.fetch(branch: "main", from: url, using: network)
        #expect(try await fetched.commit == fixture.tip())
        let commit = try await mirror.commit(
            ["a.yaml": .content(bytes("image: new\n"))], onto: fetched.commit, .test("pin"))
        let outcome = try await mirror.push(commit, to: "main", of: url, expecting: fetched.commit, using: network)
        #expect(outcome == .pushed)
        #expect(try await fixture.tip() == commit)

        try await fixture.hook("update", "echo 'ask the owner' >&2; exit 1\n")
        let refused = try await mirror.commit(["b": .content([])], onto: commit, .test("refused"))
        let rejected = try await mirror.push(refused, to: "main", of: url, expecting: commit, using: network)
        #expect(
            rejected
                == .rejected(
                    "hook declined; the server says: ask the owner; error: hook declined to update refs/heads/main"))
    }

    @Test func `a setting names the command, and failures say what to do`() async throws {
        let fixture = try await GitFixture()
        let server = try await SSHServer.start(in: fixture.scratch)
        let mirror = try await GitRepository.create(at: fixture.scratch.path("mirror"), bare: true)
        let missing = try GitRemoteURL(server.url(fixture.root + "/it's missing!.git".replacing(" ", with: "-")))
        try await fixture.git.run(in: fixture.scratch.path("mirror"), "config", "core.sshCommand", server.command)
        await #expect(
            throws: GitError(
                .repositoryNotFound, operation: "fetch from \(missing)",
                message: "ssh says: fatal: '\(missing.path)' does not appear to be a git repository; "
                    + "check the path, and that this key may read it")
        ) { try await mirror.fetch(branch: "main", from: missing, using: network(fixture, nil)) }
        let url = try GitRemoteURL(server.url(fixture.bare))
        let stranger = "ssh -F /dev/null -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes"
        await #expect {
            try await mirror.fetch(branch: "main", from: url, using: network(fixture, stranger))
        } throws: { error in
            let error = error as? GitError
            return error?.code == .authentication && error?.message.contains("known_hosts") == true
        }
    }

    @Test func `a silent command can be left`() async throws {
        let scratch = try GitScratch()
        let repository = try await GitRepository.create(at: scratch.path("mirror"), bare: true)
        let url = try GitRemoteURL("git@host:x.git")
        let environment = ["PATH": "/usr/bin:/bin", "GIT_SSH_COMMAND": "sleep 60; :"]
        let task = Task {
            try await repository.fetch(branch: "main", from: url, using: GitNetwork(environment: environment))
        }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        await #expect(throws: GitError(.cancelled, operation: "fetch from \(url)", message: "cancelled")) {
            try await task.value
        }
    }

    @Test(
        arguments: [
            (
                "git@host:a b.git".replacing(" ", with: "_"), [:], nil,
                ["ssh", "-o", "BatchMode=yes", "git@host", "git-upload-pack 'a_b.git'"]
            ),
            (
                "ssh://host:2222/it's!", [:], nil,
                ["ssh", "-o", "BatchMode=yes", "-p", "2222", "host", #"git-upload-pack '/it'\''s'\!''"#]
            ),
            ("ssh://host/~me/x", ["GIT_SSH": "/opt/my-ssh"], nil, ["/opt/my-ssh", "host", "git-upload-pack '~me/x'"]),
            (
                "ssh://host:22/x", ["GIT_SSH_COMMAND": "plink -v"], "ssh -4",
                ["/bin/sh", "-c", #"plink -v "$@""#, "plink", "-batch", "-P", "22", "host", "git-upload-pack '/x'"]
            ),
            (
                "ssh://host/x", [:], "ssh -4",
                ["/bin/sh", "-c", #"ssh -4 "$@""#, "ssh", "-o", "BatchMode=yes", "host", "git-upload-pack '/x'"]
            ),
        ] as [(String, [String: String], String?, [String])])
    func `the command line`(
        _ url: String, _ environment: [String: String], _ configured: String?, _ expected: [String]
    ) throws {
        let command = SSHCommand(
            .uploadPack, url: try GitRemoteURL(url), environment: environment, configured: configured)
        #expect(command.arguments == expected)
    }
}
