import HTTPTransport
package import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Refresh tokens of Azure Container Registry, for which an identity's token is traded at the registry itself
/// (github.com/Azure/acr, "AAD-OAuth").
package struct AzureCredentials: CredentialProvider {
    /// They live for three hours.
    private static let seconds = 3 * 3600

    private struct Answer: Decodable { let refreshToken: String }

    private let environment: [String: String]
    private let http: CloudHTTP
    private let registry: @Sendable (String) -> String
    private let tokens = SharedWork<String, Lease<RegistryCredential?>, CredentialError>(keeping: {
        (try? $0.get()) != nil
    })

    package init(environment: [String: String], http: CloudHTTP) {
        self.init(environment: environment, http: http) { "https://\($0)" }
    }

    /// - Parameter registry: where the registry of a host is asked.
    init(environment: [String: String], http: CloudHTTP, registry: @escaping @Sendable (String) -> String) {
        self.environment = environment
        self.http = http
        self.registry = registry
    }

    package func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
        let host = repository.host
        guard AzureHost.matches(host) else { return nil }
        return try await tokens.value(
            for: host, while: { $0.holds() }, { () async throws(CredentialError) in try await fetch(host) }
        ).value
    }

    private func fetch(_ host: String) async throws(CredentialError) -> Lease<RegistryCredential?> {
        guard let token = try await AzureIdentity(environment: environment, http: http).token() else {
            return Lease(nil, seconds: nil)
        }
        var form: [(name: String, value: String)] = [("grant_type", "access_token"), ("service", host)]
        if let tenant = environment.setting("AZURE_TENANT_ID") { form.append(("tenant", tenant)) }
        form.append(("access_token", token.reveal()))
        let url = try CloudHTTP.url(registry(host) + "/oauth2/exchange", setting: host)
        let answer = try CloudHTTP.read(Answer.self, try await http.post(form, to: url, host), host)
        return Lease(.identityToken(Secret(answer.refreshToken)), seconds: Self.seconds)
    }
}
