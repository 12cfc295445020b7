import Credentials
import Engine
import GitStore
import HTTPTransport
import ImageModel
import KubernetesAPI
import Manifests
import Reconciliation
import Settings

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes one run for a resource: reads its secrets, brings its mirror up to date, plans, and publishes.
struct RepositoryRunner: Sendable {
    let cluster: KubernetesClient
    let settings: ControllerSettings
    let connections: ConnectionPool
    let registries: RegistryPool
    let nodes: NodePlatforms

    /// - Parameter observe: told of pushes that somebody else was faster than.
    func run(
        _ resource: ConfigRepository, observe: @escaping @Sendable (BranchPublisher.Event) -> Void = { _ in }
    ) async throws -> RunResult {
        let setup = try await setup(resource)
        let branch = try await RemoteBranch(resource.spec.branch, of: mirror(resource))
        let run = BranchRun(
            setup: setup, isDryRun: resource.spec.dryRun == true, keepsDetails: settings.ports.dashboard != nil)
        return try await run.publish(on: branch, observe: observe)
    }

    /// Puts an image back that workloads fail on.
    func rollBack(
        _ verdict: RolloutCheck.Verdict, of resource: ConfigRepository,
        observe: @escaping @Sendable (BranchPublisher.Event) -> Void
    ) async throws -> PushedCommit? {
        let setup = try await setup(resource)
        let branch = try await RemoteBranch(resource.spec.branch, of: mirror(resource))
        return try await ImageRollback(setup: setup).publish(verdict, on: branch, observe: observe)
    }

    /// What the run decides by, besides the repository.
    private func setup(_ resource: ConfigRepository) async throws -> RunSetup {
        let secrets = TenantSecrets(cluster: cluster, namespace: resource.key.namespace)
        let (providers, fingerprint) = try await secrets.registries(resource.spec.pullSecrets ?? [])
        var setup = RunSetup(
            settings: settings.registries, today: String(Date.now.formatted(.iso8601).prefix(10)),
            jobs: settings.jobs,
            registry: { [registries] in await registries.client($0, providers, credentials: fingerprint) })
        setup.trust = settings.trust
        if let reference = resource.spec.configRef {
            let (name, bytes) = try await secrets.configuration(reference)
            setup.source = .fallback(name: name, bytes: bytes)
        }
        if let platforms = try await platforms(resource) { setup.settings.platforms = platforms }
        if let path = resource.spec.path, !path.isEmpty, path != ".", path != "./" {
            guard let folder = RepositoryPath(path.hasSuffix("/") ? String(path.dropLast()) : path) else {
                throw ConfigurationError("spec.path", "'\(path)' is no folder of a repository")
            }
            setup.folder = folder
        }
        return setup
    }

    private func platforms(_ resource: ConfigRepository) async throws -> [Platform]? {
        guard let words = resource.spec.platforms, !words.isEmpty else { return nil }
        var platforms: [Platform] = []
        for word in words {
            if word == ConfigRepositorySpec.nodePlatforms {
                platforms += try await nodes.platforms()
            } else if let platform = Platform(word) {
                platforms.append(platform)
            } else {
                throw ConfigurationError(
                    "spec.platforms", "'\(word)' is neither 'nodes' nor a platform, such as linux/amd64")
            }
        }
        return platforms.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Mirrors are shared by those who use the same credential, and by nobody else.
    private func mirror(_ resource: ConfigRepository) async throws -> GitMirror {
        let url = try GitRemoteURL(resource.spec.url)
        guard url.scheme != .file else {
            throw ConfigurationError("spec.url", "a repository in a cluster has an address, not a path")
        }
        let secret = try await TenantSecrets(cluster: cluster, namespace: resource.key.namespace)
            .git(resource.spec.secretRef)
        var environment = settings.environment
        if secret.identity != nil {
            environment["GIT_SSH_COMMAND"] =
                try SSHKeyFiles(secret, in: "\(settings.cacheDirectory)/keys").command
        }
        let network = GitNetwork(
            http: await connections.client(for: url, secret),
            credentials: SecretGitCredentials(url: url, credential: secret.credential), environment: environment)
        return try GitMirror(
            of: url, in: "\(settings.cacheDirectory)/mirrors/\(secret.fingerprint)", using: network)
    }
}
