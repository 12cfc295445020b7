/// Signs commits as git does: by running the program that holds the key (gitformat-signature(5), git-config(1) `gpg.*`).
package struct CommitSigner: Hashable, Sendable {
    /// What kind of signature; the words of `gpg.format`.
    package enum Format: String, Hashable, Sendable, CaseIterable {
        case openpgp, x509, ssh
    }

    package let format: Format
    /// For SSH the path of a key, or a public key that an agent holds the other half of, in OpenSSH's one line; for
    /// OpenPGP and X.509 whatever the program finds a key by.
    package let key: String
    /// The program that signs; found by `PATH` unless it is a path.
    package let program: String
    package let environment: [String: String]
    /// Longer than this without a word, and the program is ended. Somebody may have to find a token and touch it.
    package var patience = Duration.seconds(60)

    /// - Parameter program: `gpg`, `gpgsm` or `ssh-keygen` where none is named.
    package init(_ format: Format, key: String, program: String? = nil, environment: [String: String]) {
        self.format = format
        self.key = key
        self.program = program.map { HomePath.expanded($0, environment) } ?? format.program
        self.environment = environment
    }

    /// An armoured signature over these bytes.
    ///
    /// - Throws: `.signing`, with the program's own words; `.timedOut`, `.cancelled`, `.io` where it is not installed.
    package func signature(over content: [UInt8]) async throws(GitError) -> String {
        try await SigningThread().run { cancellation throws(GitError) in
            let run = SigningRun(signer: self, cancellation: cancellation)
            return switch format {
            case .ssh: try run.ssh(content)
            case .openpgp, .x509: try run.gpg(content)
            }
        }
    }
}

extension CommitSigner.Format {
    var program: String {
        switch self {
        case .openpgp: "gpg"
        case .x509: "gpgsm"
        case .ssh: "ssh-keygen"
        }
    }

    /// How what the program gives has to begin.
    var opening: String {
        switch self {
        case .openpgp: "-----BEGIN PGP SIGNATURE-----"
        case .x509: "-----BEGIN SIGNED MESSAGE-----"
        case .ssh: "-----BEGIN SSH SIGNATURE-----"
        }
    }
}

/// The program is waited for here, away from the repository's thread and Swift's own few.
private actor SigningThread {
    private let thread = GitThread()
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    func run(
        _ body: @Sendable (GitCancellation) throws(GitError) -> String
    ) async throws(GitError) -> String {
        try await withGitCancellation { cancellation throws(GitError) in try body(cancellation) }
    }
}
