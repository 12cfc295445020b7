import GitStore
import PinnaceTestSupport
import Testing

struct SigningTests {
    @Test func `git believes an SSH signature`() async throws {
        let fixture = try await GitFixture()
        let (scratch, environment) = (fixture.scratch, fixture.git.environment)
        let key = scratch.path("key")
        _ = try await CommandRun.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], environment: environment)
        let repository = try await GitRepository.open(fixture.bare)
        var draft = GitCommitDraft.test("signed: pin ☕\n\nbody\n")
        draft.sign = { content in
            try scratch.write("to-sign", String(decoding: content, as: UTF8.self))
            _ = try await CommandRun.run(
                ["ssh-keygen", "-Y", "sign", "-q", "-n", "git", "-f", key, scratch.path("to-sign")],
                environment: environment)
            return String(decoding: try scratch.read("to-sign.sig"), as: UTF8.self)
        }
        let commit = try await repository.commit(
            ["a.yaml": .content(bytes("x\n"))], onto: fixture.tip(), draft)
        let publicKey = String(decoding: try scratch.read("key.pub"), as: UTF8.self)
        let signers = try scratch.write("signers", "tester@example.com \(publicKey)")
        let verified = try await CommandRun.run(
            ["git", "-C", fixture.bare, "-c", "gpg.ssh.allowedSignersFile=\(signers)", "verify-commit", commit.hex],
            environment: environment)
        #expect(verified.errors.hasPrefix("Good \"git\" signature for tester@example.com"))
        #expect(verified.status == 0)
    }

    @Test func `a signer that fails leaves no commit`() async throws {
        struct NoKey: Error, CustomStringConvertible {
            let description = "no such key"
        }
        let fixture = try await GitFixture()
        let repository = try await GitRepository.open(fixture.bare)
        var draft = GitCommitDraft.test("x")
        draft.sign = { _ in throw NoKey() }
        await #expect(throws: GitError(.git, operation: "sign the commit", message: "no such key")) {
            try await repository.commit(["a.yaml": .content([])], onto: fixture.tip(), draft)
        }
    }
}
