internal import CLibGit2

/// What git's settings say about signing commits (git-config(1), `commit.gpgSign`, `gpg.*`, `user.signingKey`).
package struct GitSigningSettings: Hashable, Sendable {
    /// Whether the user wants every commit signed.
    package var isWanted = false
    package var format = CommitSigner.Format.openpgp
    /// `user.signingKey`.
    package var key: String?
    /// Instead of the usual ones.
    package var programs: [CommitSigner.Format: String] = [:]

    package init() {}

    /// - Parameter key: the key to use, of this format.
    package func signer(
        _ format: CommitSigner.Format, key: String, environment: [String: String]
    ) -> CommitSigner {
        CommitSigner(format, key: key, program: programs[format], environment: environment)
    }
}

extension GitRepository {
    /// - Throws: `.invalid` for a `gpg.format` that git does not know.
    package func signingSettings() throws(GitError) -> GitSigningSettings {
        var settings = GitSigningSettings()
        settings.isWanted = try flag("commit.gpgsign")
        if let word = try configuration("gpg.format"), !word.isEmpty {
            guard let format = CommitSigner.Format(rawValue: word) else {
                throw GitError(
                    .invalid, operation: "read the setting gpg.format",
                    message: "'\(word)' is not one of openpgp, x509, ssh")
            }
            settings.format = format
        }
        settings.key = try configuration("user.signingkey").flatMap { $0.isEmpty ? nil : $0 }
        for format in CommitSigner.Format.allCases {
            settings.programs[format] = try configuration("gpg.\(format.rawValue).program")
        }
        // The older name of the one for OpenPGP.
        if settings.programs[.openpgp] == nil { settings.programs[.openpgp] = try configuration("gpg.program") }
        return settings
    }

    /// Off where it is not set.
    private func flag(_ name: String) throws(GitError) -> Bool {
        let operation = "read the setting \(name)"
        let config = try ConfigHandle(operation) { unsafe git_repository_config_snapshot(&$0, pointer) }
        var value: Int32 = 0
        let result = unsafe git_config_get_bool(&value, config.pointer, name)
        if result == GIT_ENOTFOUND.rawValue { return false }
        try check(result, operation)
        return value != 0
    }
}
