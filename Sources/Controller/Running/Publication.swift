import Engine
import Forges
import GitStore
import HTTPTransport
import KubernetesAPI
import Settings

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How a resource's commits are made and where they go: what its repository's configuration says, with the secrets of its
/// own namespace.
struct Publication: Sendable {
    let spec: ConfigRepositorySpec
    let secrets: TenantSecrets
    let http: CURLClient
    let apps: GitHubAppTokens
    /// Where keys are put for programs that read files.
    let keyDirectory: String
    /// What programs that sign are found by.
    let environment: [String: String]

    /// What the resource says outranks the configuration.
    func settings(_ configuration: Configuration) throws(ConfigurationError) -> PublishSettings {
        var settings = configuration.publish
        if let word = spec.publish?.mode {
            guard let mode = PublishMode(rawValue: word) else {
                throw ConfigurationError("spec.publish.mode", "'\(word)' is no mode")
            }
            settings.mode = mode
        }
        return settings
    }

    /// The forge that pull requests are opened at; `nil` for branches alone.
    func forge(_ settings: PublishSettings) async throws -> (any Forge)? {
        guard settings.mode == .pullRequest else { return nil }
        guard let reference = spec.publish?.secretRef ?? spec.secretRef else {
            throw ConfigurationError("spec.publish.secretRef", "pull requests need a Secret with the forge's token")
        }
        let secret = try await secrets.forge(reference)
        let repository = try secret.selection(spec.publish?.forge).repository(ForgeGitURL(GitRemoteURL(spec.url)))
        let authorization = try ForgeTokens(environment: secret.environment, http: http, apps: apps)
            .authorization(for: repository)
        return Forges.forge(for: repository, authorization, http: http)
    }

    /// Nobody's settings are read in a cluster: the configuration names the author, and the controller commits.
    func identity(_ settings: CommitSettings) async throws -> GitIdentity {
        let now = Date.now
        let committer = GitSignature(name: "Pinnace", email: "pinnace@pinnace.dev", time: now)
        let author = settings.author.map { GitSignature(name: $0.name, email: $0.email, time: now) }
        return GitIdentity(
            author: author ?? committer, committer: committer, signer: try await signer(settings.sign))
    }

    /// - Throws: where the repository wants signatures that there is no key for.
    private func signer(_ required: RequiredSignature?) async throws -> CommitSigner? {
        guard let signing = spec.signing else {
            guard let required else { return nil }
            throw ConfigurationError(
                "commit.sign",
                "the repository wants commits signed (\(required.rawValue)): name a Secret with an SSH key in spec.signing"
            )
        }
        guard required == nil || required == .any || required == .ssh else {
            throw ConfigurationError(
                "commit.sign",
                "the repository wants commits signed with OpenPGP, and spec.signing names an SSH key")
        }
        let file = try SigningKeyFile(try await secrets.secret(signing.secretRef.name), in: keyDirectory)
        return CommitSigner(.ssh, key: file.path, environment: environment)
    }
}
