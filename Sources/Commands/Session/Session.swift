import Credentials
import Forges
import GitStore
import HTTPTransport
import ImageModel
import Logging
import Registry
import Settings
import Signatures
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One run of the program: its options, its environment and the connections that it shares.
struct Session: Sendable {
    let options: CommonOptions
    let environment: [String: String]
    let console: Console
    let settings: OperatorSettings
    let httpConfiguration: HTTPClientConfiguration
    /// What signatures are checked with.
    let trust: TrustMaterial
    let http: CURLClient
    /// Shared by git and the forge's client.
    let apps = GitHubAppTokens()
    /// Whether no registry is asked, and what earlier runs recorded counts.
    let isOffline: Bool
    let now = Date()

    init(
        _ options: CommonOptions, isOffline: Bool = false,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        ignoreBrokenPipeSignal()
        self.isOffline = isOffline
        self.options = options
        self.environment = environment
        console = Console(color: options.color.isOn, environment: environment)
        settings = try Self.settings(options, environment)
        httpConfiguration = Self.configuration(options, settings)
        http = CURLClient(httpConfiguration)
        trust = try TrustFiles(options, environment).material()
    }

    private static func settings(_ options: CommonOptions, _ environment: [String: String]) throws -> OperatorSettings {
        var settings = OperatorSettings()
        let variable = "PINNACE_REGISTRY_ENDPOINTS"
        for text in environment[variable, default: ""].split(separator: ",") {
            try settings.addEndpoint(text, subject: variable)
        }
        for text in options.registryEndpoints {
            do throws(ConfigurationError) {
                try settings.addEndpoint(text, subject: "--registry-endpoint")
            } catch {
                throw UsageError(error.description)
            }
        }
        guard !options.platforms.isEmpty else { return settings }
        settings.platforms = try options.platforms.map { text in
            guard let platform = Platform(text) else {
                throw UsageError("--platform: '\(text)' is not a platform, such as linux/amd64")
            }
            return platform
        }
        return settings
    }

    private static func configuration(_ options: CommonOptions, _ settings: OperatorSettings) -> HTTPClientConfiguration
    {
        var configuration = HTTPClientConfiguration(version: Version.current)
        configuration.plainHTTPHosts = settings.plainHTTPHosts
        configuration.authorities = options.caFile.map { .file($0) }
        configuration.maximumRequestsPerHost = options.jobs
        var logger = Logger(label: "http") { [format = options.logFormat] label in
            StandardErrorLog(label: label, format: format, logLevel: .warning)
        }
        logger.logLevel = options.verbose > 1 ? .trace : options.verbose > 0 ? .debug : .warning
        configuration.logger = logger
        return configuration
    }

    func registry(_ configuration: Configuration) -> RegistryClient {
        let service = ECRService(environment: environment, http: http)
        return RegistryClient(
            configuration: configuration.registries,
            http: http,
            credentials: CredentialChain(
                [DockerConfigCredentials(environment: environment)]
                    + CloudCredentials.all(environment: environment, http: http)),
            creators: service.map { [ECRRepositories($0, settings: configuration.newRepositories)] } ?? [],
            scans: service.map { ECRScans($0) },
            recording: recording
        )
    }

    /// Without a folder for it a run asks more, or knows nothing where it may not ask.
    private var recording: AnswerRecording {
        let record = AnswerRecord(FilePath(cacheDirectory).appending("answers"))
        return isOffline ? .replaying(record) : record.map { .keeping($0) } ?? .none
    }

    /// - Parameters:
    ///   - given: the URL that the operator named; the environment's token goes to its origin alone.
    ///   - forge: `--forge`
    func network(
        given url: GitRemoteURL?, forge: String? = nil, repository: GitRepository? = nil
    ) async throws -> GitNetwork {
        let settings = try await GitHTTPSettings(of: repository, environment)
        let server = url.map { settings.server($0) } ?? GitServerSettings()
        return GitNetwork(
            http: gitHTTP(for: url, server),
            credentials: GitCredentialChain.standard(
                environment, given: url, repository: repository, settings: settings,
                app: try gitHubApp(for: url, told: forge)),
            headers: server.headers,
            environment: environment
        )
    }

    /// With what git's own variables (git(1), "GIT_SSL_…") and then its settings say of the way to the server, and of the
    /// server's and the client's certificates.
    private func gitHTTP(for url: GitRemoteURL?, _ server: GitServerSettings) -> CURLClient {
        func file(_ name: String, _ setting: String?) -> PEMSource? {
            (environment[name].flatMap { $0.isEmpty ? nil : $0 } ?? setting).map { .file($0) }
        }
        let authorities = file("GIT_SSL_CAINFO", server.authorities)
        let certificate = file("GIT_SSL_CERT", server.certificate)
        guard let url, authorities != nil || certificate != nil || server.proxy != nil else { return http }
        var configuration = httpConfiguration
        if let proxy = server.proxy {
            configuration.proxies.https = proxy.isEmpty ? nil : proxy
            configuration.proxies.http = configuration.proxies.https
        }
        if url.scheme == .https, authorities != nil || certificate != nil {
            configuration.tls[url.authority] = HTTPHostTLS(
                additionalAuthorities: authorities.map { [$0] } ?? [], clientCertificate: certificate,
                clientKey: certificate.flatMap { file("GIT_SSL_KEY", server.key) ?? $0 })
        }
        return CURLClient(configuration)
    }

    /// `2026-11-20`, as holds count days.
    var today: String { String(now.formatted(.iso8601).prefix(10)) }
}
