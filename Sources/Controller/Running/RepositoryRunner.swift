import Credentials
import Engine
import Forges
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
    private let scans = ScanPool()
    /// Shared by git and the forges' clients of all runs.
    private let apps = GitHubAppTokens()

    /// - Parameter observe: told of pushes that somebody else was faster than.
    func run(
        _ resource: ConfigRepository, observe: @escaping @Sendable (BranchPublisher.Event) -> Void = { _ in }
    ) async throws -> RunResult {
        let (git, http) = try await connection(resource)
        let run = BranchRun(
            setup: try await setup(resource), publication: publication(resource, http),
            branch: try await RemoteBranch(resource.spec.branch, of: mirror(resource, git, http)),
            offered: OfferedPins(resource), keepsDetails: settings.ports.dashboard != nil)
        return try await run.run(isDryRun: resource.spec.dryRun == true, observe: observe)
    }

    /// Puts an image back that workloads fail on.
    func rollBack(
        _ verdict: RolloutCheck.Verdict, of resource: ConfigRepository,
        observe: @escaping @Sendable (BranchPublisher.Event) -> Void
    ) async throws -> PushedCommit? {
        let (git, http) = try await connection(resource)
        let rollback = ImageRollback(
            setup: try await setup(resource), publication: publication(resource, http),
            branch: try await RemoteBranch(resource.spec.branch, of: mirror(resource, git, http)))
        return try await rollback.publish(verdict, observe: observe)
    }

    private func publication(_ resource: ConfigRepository, _ http: CURLClient) -> Publication {
        Publication(
            spec: resource.spec, secrets: secrets(resource), http: http, apps: apps, keyDirectory: keyDirectory,
            environment: settings.environment)
    }

    private var keyDirectory: String { "\(settings.cacheDirectory)/keys" }

    private func secrets(_ resource: ConfigRepository) -> TenantSecrets {
        TenantSecrets(cluster: cluster, namespace: resource.key.namespace)
    }

    /// What the run decides by, besides the repository.
    private func setup(_ resource: ConfigRepository) async throws -> RunSetup {
        let secrets = secrets(resource)
        let (providers, fingerprint) = try await secrets.registries(resource.spec.pullSecrets ?? [])
        var setup = RunSetup(
            settings: settings.registries, today: String(Date.now.formatted(.iso8601).prefix(10)),
            jobs: settings.jobs,
            registry: { [registries] in await registries.client($0, providers, credentials: fingerprint) })
        setup.settings.sharesLoopback = false
        setup.trust = settings.trust
        setup.scans = ScanKeeping(program: settings.version, pool: scans) { "\($0.gitDirectory)pinnace" }
        if let reference = resource.spec.configRef {
            let (name, bytes) = try await secrets.configuration(reference)
            setup.source = .fallback(name: name, bytes: bytes)
        }
        if let platforms = try await platforms(resource) {
            setup.settings.platforms = platforms
            setup.settings.platformsAreNodes =
                resource.spec.platforms?.contains(ConfigRepositorySpec.nodePlatforms) == true
        }
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

    /// What the git server is asked with.
    private func connection(_ resource: ConfigRepository) async throws -> (GitSecret, CURLClient) {
        let secret = try await secrets(resource).git(resource.spec.secretRef)
        return (secret, await connections.client(for: try GitRemoteURL(resource.spec.url), secret))
    }

    /// Mirrors are shared by those who use the same credential, and by nobody else.
    private func mirror(_ resource: ConfigRepository, _ secret: GitSecret, _ http: CURLClient) throws -> GitMirror {
        let url = try GitRemoteURL(resource.spec.url)
        guard url.scheme != .file else {
            throw ConfigurationError("spec.url", "a repository in a cluster has an address, not a path")
        }
        var environment = settings.environment
        if secret.identity != nil {
            environment["GIT_SSH_COMMAND"] = try SSHKeyFiles(secret, in: keyDirectory).command
        }
        let network = GitNetwork(
            http: http, credentials: try credentials(resource, secret, url, http), environment: environment)
        return try GitMirror(
            of: url, in: "\(settings.cacheDirectory)/mirrors/\(secret.fingerprint)", using: network)
    }

    private func credentials(
        _ resource: ConfigRepository, _ secret: GitSecret, _ url: GitRemoteURL, _ http: CURLClient
    ) throws -> any GitCredentialProvider {
        let given = SecretGitCredentials(url: url, credential: secret.credential)
        guard let app = secret.app else { return given }
        let selection = try app.selection(resource.spec.publish?.forge)
        return try GitHubAppCredentials(
            ForgeTokens(environment: app.environment, http: http, apps: apps), selection, for: url) ?? given
    }
}
