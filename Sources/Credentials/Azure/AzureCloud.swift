import HTTPTransport

/// Refresh tokens of Azure Container Registry, for which an identity's token is traded at the registry itself
/// (github.com/Azure/acr, "AAD-OAuth").
struct AzureCloud: CloudProvider {
    /// They live for three hours.
    private static let seconds = 3 * 3600

    private struct Answer: Decodable { let refreshToken: String }

    private let environment: [String: String]
    private let http: CloudHTTP
    private let identity: AzureIdentity
    private let address: @Sendable (String) -> String

    /// - Parameters:
    ///   - arcKeys: the folder of Arc's agent.
    ///   - address: where the registry of a host is asked.
    init(
        environment: [String: String], http: CloudHTTP, arcKeys: String = AzureManagedIdentity.arcKeys,
        address: @escaping @Sendable (String) -> String = { "https://\($0)" }
    ) {
        self.environment = environment
        self.http = http
        self.address = address
        identity = AzureIdentity(environment: environment, http: http, arcKeys: arcKeys)
    }

    func registry(_ host: String) -> String? { AzureHost.matches(host) ? host : nil }

    func lease(for host: String) async throws(CredentialError) -> Lease<RegistryCredential?> {
        guard let token = try await identity.token() else { return .nothing() }
        var form: [(name: String, value: String)] = [("grant_type", "access_token"), ("service", host)]
        if let tenant = environment.setting("AZURE_TENANT_ID") { form.append(("tenant", tenant)) }
        form.append(("access_token", token.reveal()))
        let url = try CloudHTTP.url(address(host) + "/oauth2/exchange", setting: host)
        let answer = try CloudHTTP.read(Answer.self, try await http.post(form, to: url, host), host)
        return Lease(.identityToken(Secret(answer.refreshToken)), seconds: Self.seconds)
    }
}
