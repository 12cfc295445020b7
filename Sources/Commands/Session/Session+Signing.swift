import GitStore
import Settings

extension Session {
    /// What commits are signed with; `nil` where nobody wants it.
    ///
    /// The repository may want a signature. With which key is never its word: the command line's, the environment's, or
    /// that of the user's own git settings.
    ///
    /// - Parameter committer: whose key OpenPGP takes where none is named, as in git.
    func signer(
        _ required: RequiredSignature?, _ git: GitOptions, committer: GitSignature, _ repository: GitRepository?
    ) async throws -> CommitSigner? {
        let settings = try await repository?.signingSettings() ?? GitSigningSettings()
        let signer: CommitSigner
        if let given = try signingKey(git) {
            signer = settings.signer(given.format, key: given.key, environment: environment)
        } else if required != nil || settings.isWanted {
            let key = try key(settings, required, committer)
            signer = settings.signer(settings.format, key: key, environment: environment)
        } else {
            return nil
        }
        try check(signer, required)
        return signer
    }

    private func signingKey(_ git: GitOptions) throws -> SigningKeyArgument? {
        if let text = git.signingKey { return try SigningKeyArgument(text, subject: "--signing-key") }
        let variable = "PINNACE_SIGNING_KEY"
        guard let text = environment[variable], !text.isEmpty else { return nil }
        return try SigningKeyArgument(text, subject: variable)
    }

    /// git looks for an OpenPGP key of the committer's (git-config(1), `user.signingKey`); here only where the user wants
    /// every commit signed, as another's wish says nothing about keys.
    private func key(
        _ settings: GitSigningSettings, _ required: RequiredSignature?, _ committer: GitSignature
    ) throws -> String {
        if let key = settings.key { return key }
        if settings.isWanted, settings.format != .ssh { return "\(committer.name) <\(committer.email)>" }
        guard let required else {
            throw ConfigurationError(
                "commit.gpgSign", "git's settings want signed commits and name no key; set user.signingKey")
        }
        throw ConfigurationError(
            "commit.sign",
            "the repository wants commits with a signature\(Self.kind(required)), and no key is named: say "
                + "--signing-key or PINNACE_SIGNING_KEY, or set user.signingKey and gpg.format in git's settings")
    }

    private func check(_ signer: CommitSigner, _ required: RequiredSignature?) throws {
        guard let required, required != .any, required.rawValue != signer.format.rawValue else { return }
        throw ConfigurationError(
            "commit.sign",
            "the repository wants commits with a signature\(Self.kind(required)), and the key that is named is of kind "
                + signer.format.rawValue)
    }

    private static func kind(_ required: RequiredSignature) -> String {
        required == .any ? "" : " of kind \(required.rawValue)"
    }
}
