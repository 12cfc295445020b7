import GitStore
import PinnaceTestSupport
import Testing

/// Whatever goes wrong with a signature: it is said, and there is no commit.
struct SigningFailureTests {
    @Test(
        arguments: [
            (
                .ssh, "echo 'No private key found for \"x\"' >&2; exit 255\n",
                "No private key found for \"x\"; check the signing key 'KEY'. Nothing was committed"
            ),
            (.ssh, "exit 1\n", "it ended with status 1; check the signing key 'KEY'. Nothing was committed"),
            (.ssh, "exit 0\n", "what it wrote is no ssh signature; check the signing key 'KEY'. Nothing was committed"),
            (
                .openpgp, "echo '[GNUPG:] INV_SGNR 9 KEY' >&2; echo 'gpg: signing failed: No secret key' >&2; exit 2\n",
                "gpg: signing failed: No secret key; check the signing key 'KEY'. Nothing was committed"
            ),
            (
                .openpgp, "cat > /dev/null; echo '-----BEGIN PGP SIGNATURE-----'\n",
                "it made no signature; check the signing key 'KEY'. Nothing was committed"
            ),
            (
                .openpgp, "echo '[GNUPG:] SIG_CREATED D 22' >&2; echo hello\n",
                "what it wrote is no openpgp signature; check the signing key 'KEY'. Nothing was committed"
            ),
        ] as [(CommitSigner.Format, String, String)])
    func `a program that fails`(_ format: CommitSigner.Format, _ script: String, _ message: String) async throws {
        let fixture = try await GitFixture()
        let program = try await fixture.git.makeScript(fixture.scratch.path("sign"), script)
        let signer = CommitSigner(format, key: "KEY", program: program, environment: fixture.git.environment)
        try await expect(
            GitError(.signing, operation: "sign the commit", message: "\(program): \(message)"), fixture, signer)
    }

    @Test(arguments: CommitSigner.Format.allCases)
    func `a program that hangs is ended`(_ format: CommitSigner.Format) async throws {
        let fixture = try await GitFixture()
        let log = fixture.scratch.path("id")
        let program = try await fixture.git.makeScript(
            fixture.scratch.path("sign"), "echo $$ > \(log); sleep 60; echo\n")
        var signer = CommitSigner(format, key: "KEY", program: program, environment: fixture.git.environment)
        signer.patience = .milliseconds(300)
        try await expect(
            GitError(
                .timedOut, operation: "sign the commit",
                message:
                    "\(program) gave no answer for 0.3 seconds; if it asks for a passphrase or a touch, unlock the "
                    + "key first. Nothing was committed"), fixture, signer)
        let id = String(decoding: try fixture.scratch.read("id"), as: UTF8.self)
        let alive = try await CommandRun.run(
            ["sh", "-c", "kill -0 \(id)"], environment: fixture.git.environment)
        #expect(alive.status != 0)
    }

    @Test func `a program that is not there`() async throws {
        let fixture = try await GitFixture()
        let signer = CommitSigner(
            .openpgp, key: "KEY", program: "/nowhere/gpg", environment: fixture.git.environment)
        try await expect(
            GitError(
                .io, operation: "sign the commit", message: "cannot start /nowhere/gpg: it is not installed"),
            fixture, signer)
    }

    @Test func `a key with a passphrase that nobody can be asked for`() async throws {
        let fixture = try await GitFixture()
        let key = fixture.scratch.path("locked")
        _ = try await CommandRun.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", key], environment: fixture.git.environment)
        let signer = CommitSigner(.ssh, key: key, environment: fixture.git.environment)
        let error = await #expect(throws: GitError.self) { try await commit(fixture, signer) }
        #expect(error?.code == .signing)
        #expect(error?.message.contains("incorrect passphrase supplied to decrypt private key") == true)
    }

    @Test func `a task that is cancelled leaves the program`() async throws {
        let fixture = try await GitFixture()
        let program = try await fixture.git.makeScript(fixture.scratch.path("sign"), "sleep 60; echo\n")
        let signer = CommitSigner(.openpgp, key: "KEY", program: program, environment: fixture.git.environment)
        let task = Task { try await signer.signature(over: bytes("x")) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: GitError(.cancelled, operation: "sign the commit", message: "cancelled")) {
            try await task.value
        }
    }

    @Test func `a long commit, and a program that talks before it listens`() async throws {
        let fixture = try await GitFixture()
        let program = try await fixture.git.makeScript(
            fixture.scratch.path("sign"),
            """
            echo '-----BEGIN PGP SIGNATURE-----'
            head -c 600000 /dev/zero | tr '\\0' a
            echo '[GNUPG:] SIG_CREATED D 22' >&2
            wc -c

            """)
        let signer = CommitSigner(.openpgp, key: "KEY", program: program, environment: fixture.git.environment)
        let signature = try await signer.signature(over: [UInt8](repeating: 65, count: 3_000_000))
        #expect(signature.hasSuffix("a3000000\n"))
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

    private func expect(_ error: GitError, _ fixture: GitFixture, _ signer: CommitSigner) async throws {
        await #expect(throws: error) { try await commit(fixture, signer) }
        let lost = try await fixture.git.run(in: fixture.bare, "fsck", "--no-reflogs", "--unreachable")
        #expect(!lost.contains("commit"))
    }

    private func commit(_ fixture: GitFixture, _ signer: CommitSigner) async throws -> GitObjectID {
        let identity = GitIdentity(author: .tester, committer: .tester, signer: signer)
        return try await GitRepository.open(fixture.bare).commit(
            ["a.yaml": .content(bytes("x\n"))], onto: fixture.tip(), GitCommitDraft(message: "x\n", by: identity))
    }
}
