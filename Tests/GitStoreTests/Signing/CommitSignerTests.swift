import GitStore
import PinnaceTestSupport
import Testing

/// git itself says whether a signature is good, and that the commit is byte for byte the one it would have made.
struct CommitSignerTests {
    private let message = "signed: pin ☕\n\nbody\n"

    @Test func `an SSH key in a file`() async throws {
        let fixture = try await GitFixture()
        let key = try await SSHSigningKey(
            fixture.scratch, signer: "tester@example.com", environment: environment(fixture))
        let signer = CommitSigner(.ssh, key: key.path, environment: environment(fixture))

        let commit = try await signed(fixture, signer)

        let verified = try await verify(commit, fixture, ["gpg.ssh.allowedSignersFile=\(key.allowedSigners)"])
        #expect(verified.errors.hasPrefix("Good \"git\" signature for tester@example.com"))
        #expect(verified.status == 0)
        // An Ed25519 signature has no chance in it: the same bytes, folded the same way, have the same id.
        let settings = ["gpg.format=ssh", "user.signingKey=\(key.path)"]
        #expect(try await again(commit, fixture, settings) == commit.hex)
        try await fixture.git.run(in: fixture.bare, "fsck", "--strict")
    }

    @Test(arguments: ["", "key::"]) func `an SSH key that only an agent has`(prefix: String) async throws {
        let fixture = try await GitFixture()
        let key = try await SSHSigningKey(
            fixture.scratch, signer: "tester@example.com", environment: environment(fixture))
        let agent = try await SSHAgent(fixture.scratch, key: key.path, environment: environment(fixture))
        try fixture.scratch.write("signing-key", "gone")
        let signer = CommitSigner(
            .ssh, key: prefix + key.publicKey,
            environment: environment(fixture).merging(["SSH_AUTH_SOCK": agent.socket]) { $1 })

        let commit = try await signed(fixture, signer)

        let verified = try await verify(commit, fixture, ["gpg.ssh.allowedSignersFile=\(key.allowedSigners)"])
        #expect(verified.status == 0, "\(verified.errors)")
    }

    @Test func `an OpenPGP key`() async throws {
        let fixture = try await GitFixture()
        let home = try await GPGHome(
            fixture.scratch, user: "Tester <tester@example.com>", environment: environment(fixture))
        let signer = CommitSigner(.openpgp, key: home.fingerprint, environment: home.environment)

        let commit = try await signed(fixture, signer)

        let verified = try await CommandRun.run(
            ["git", "-C", fixture.bare, "verify-commit", "--raw", commit.hex], environment: home.environment)
        #expect(verified.status == 0)
        #expect(verified.errors.contains("[GNUPG:] VALIDSIG \(home.fingerprint)"))
    }

    @Test func `another program in the place of ssh-keygen`() async throws {
        let fixture = try await GitFixture()
        let key = try await SSHSigningKey(
            fixture.scratch, signer: "tester@example.com", environment: environment(fixture))
        let log = fixture.scratch.path("arguments")
        try await fixture.git.makeScript(
            fixture.scratch.path("home/sign"), "echo \"$@\" > \(log); exec ssh-keygen \"$@\"\n")
        let signer = CommitSigner(.ssh, key: key.path, program: "~/sign", environment: environment(fixture))

        let commit = try await signed(fixture, signer)

        let said = String(decoding: try fixture.scratch.read("arguments"), as: UTF8.self)
        #expect(said.hasPrefix("-Y sign -n git -f \(key.path) /"))
        #expect(try await verify(commit, fixture, ["gpg.ssh.allowedSignersFile=\(key.allowedSigners)"]).status == 0)
    }

    private func environment(_ fixture: GitFixture) -> [String: String] { fixture.git.environment }

    private func signed(_ fixture: GitFixture, _ signer: CommitSigner) async throws -> GitObjectID {
        let identity = GitIdentity(author: .tester, committer: .tester, signer: signer)
        return try await GitRepository.open(fixture.bare).commit(
            ["a.yaml": .content(bytes("x\n"))], onto: fixture.tip(), GitCommitDraft(message: message, by: identity))
    }

    private func verify(
        _ commit: GitObjectID, _ fixture: GitFixture, _ settings: [String]
    ) async throws -> CommandRun {
        try await CommandRun.run(
            ["git", "-C", fixture.bare] + settings.flatMap { ["-c", $0] } + ["verify-commit", commit.hex],
            environment: environment(fixture))
    }

    /// The id of the same commit, made and signed by git.
    private func again(_ commit: GitObjectID, _ fixture: GitFixture, _ settings: [String]) async throws -> String {
        let time = "1700000000 +0200"
        let who = ["NAME": "Tester", "EMAIL": "tester@example.com", "DATE": time]
        var environment = environment(fixture)
        for (name, value) in who {
            environment["GIT_AUTHOR_\(name)"] = value
            environment["GIT_COMMITTER_\(name)"] = value
        }
        let made = try await CommandRun.run(
            ["git", "-C", fixture.bare] + settings.flatMap { ["-c", $0] }
                + ["commit-tree", "-S", "-p", "\(commit.hex)^", "-F", "-", "\(commit.hex)^{tree}"],
            environment: environment, input: message)
        return made.output.split(separator: "\n").first.map(String.init) ?? made.errors
    }
}
