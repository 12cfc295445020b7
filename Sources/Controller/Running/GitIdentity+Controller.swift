import GitStore
import Settings

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension GitIdentity {
    /// Nobody's settings are read in a cluster: the configuration names the author, and the controller commits.
    ///
    /// - Throws: where the repository wants signed commits: there is no key here yet.
    init(controller settings: CommitSettings) throws(ConfigurationError) {
        if let sign = settings.sign {
            throw ConfigurationError(
                "commit.sign",
                "the repository wants commits signed (\(sign.rawValue)), and the controller has no key to sign with")
        }
        let now = Date.now
        let committer = GitSignature(name: "Pinnace", email: "pinnace@pinnace.dev", time: now)
        let author = settings.author.map { GitSignature(name: $0.name, email: $0.email, time: now) }
        self.init(author: author ?? committer, committer: committer)
    }
}
