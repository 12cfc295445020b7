import HTTPTransport

/// Who this process is to Microsoft Entra: a client's secret or certificate, a workload identity, a managed identity, or
/// who is logged in to the `az` command, in the order of Azure's own clients.
struct AzureIdentity: Sendable {
    private let environment: [String: String]
    private let http: CloudHTTP
    private let managed: AzureManagedIdentity
    private let choice: AzureIdentityChoice
    private let leases = Leases<String, Secret?>()

    init(environment: [String: String], http: CloudHTTP, arcKeys: String = AzureManagedIdentity.arcKeys) {
        self.environment = environment
        self.http = http
        managed = AzureManagedIdentity(environment: environment, http: http, arcKeys: arcKeys)
        choice = AzureIdentityChoice(environment: environment)
    }

    /// - Returns: `nil` where this machine has no identity at Azure.
    func token() async throws(CredentialError) -> Secret? {
        try await leases.value(for: AzureToken.resource) { () async throws(CredentialError) in try await fetch() }
    }

    private func fetch() async throws(CredentialError) -> Lease<Secret?> {
        if choice.includesServices {
            let lease = try await service()
            if lease.value != nil || !choice.includesCommandLine { return lease }
        }
        guard choice.includesCommandLine else { return .nothing() }
        return try await AzureCommandLine(environment: environment, clock: http.clock).token()
    }

    private func service() async throws(CredentialError) -> Lease<Secret?> {
        guard let tenant = environment.setting("AZURE_TENANT_ID"), let client = environment.setting("AZURE_CLIENT_ID")
        else { return try await managed.token() }
        let authority = try AzureAuthority(environment: environment, tenant: tenant, client: client, http: http)
        if let secret = environment.setting("AZURE_CLIENT_SECRET") {
            return try await authority.token { _ in [("client_secret", secret)] }
        }
        if let path = environment.setting("AZURE_CLIENT_CERTIFICATE_PATH") {
            if environment.setting("AZURE_CLIENT_CERTIFICATE_PASSWORD") != nil {
                throw CredentialError(
                    .invalidSetting, subject: "AZURE_CLIENT_CERTIFICATE_PASSWORD",
                    message: "is set, and keys with a password are not supported: give a PEM file without one")
            }
            let certificate = try AzureClientCertificate(path)
            return try await authority.token { (time) throws(CredentialError) in
                authority.proof(try certificate.assertion(client: client, audience: authority.audience, at: time))
            }
        }
        if let file = environment.setting("AZURE_FEDERATED_TOKEN_FILE") {
            let token = try CloudFile.token(file)
            return try await authority.token { _ in authority.proof(token) }
        }
        return try await managed.token()
    }
}
