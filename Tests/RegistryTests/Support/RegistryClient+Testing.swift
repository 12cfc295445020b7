import Credentials
import HTTPTransport
package import ImageModel
import PinnaceTestSupport
import Registry
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Knows what a test tells it.
struct FixedCredentials: CredentialProvider {
    var hosts: [String: RegistryCredential] = [:]

    init(_ hosts: [String: RegistryCredential] = [:]) {
        self.hosts = hosts
    }

    func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
        hosts[repository.host]
    }
}

extension RegistryConfiguration {
    /// A host served by a registry on this machine.
    static func serving(_ host: String, by registry: DockerRegistry, credentials: Bool = true) -> Self {
        var configuration = RegistryConfiguration()
        configuration.hosts[host] = RegistryHost(registry, credentials: credentials)
        return configuration
    }

    static func serving(_ host: String, by layout: ImageLayoutDirectory) -> Self {
        RegistryConfiguration(hosts: [host: RegistryHost(.layout(FilePath(layout.path)))])
    }
}

extension RegistryHost {
    init(_ registry: DockerRegistry, credentials: Bool = true) {
        self.init(.endpoint(URL(string: registry.endpoint)!), usesCredentials: credentials)
    }
}

extension RegistryClient {
    convenience init(
        _ configuration: RegistryConfiguration, _ credentials: [String: RegistryCredential] = [:],
        http: any HTTPClient = CURLClient(), recording: AnswerRecording = .none
    ) {
        self.init(
            configuration: configuration, http: http, credentials: FixedCredentials(credentials), recording: recording)
    }
}

extension ImageReference: ExpressibleByStringLiteral {
    /// A reference that a test spells right.
    package init(stringLiteral value: String) {
        try! self.init(parsing: value)
    }
}
