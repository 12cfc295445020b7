import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The identity that Azure gives a machine or a service: App Service, Arc, or the machine's metadata server
/// (learn.microsoft.com, "Managed identities for Azure resources").
struct AzureManagedIdentity: Sendable {
    /// Where Arc's agent leaves its keys on Linux.
    static let arcKeys = "/var/opt/azcmagent/tokens"
    static let subject = "Azure managed identity"

    private let environment: [String: String]
    private let http: CloudHTTP
    private let arcKeys: String
    private let presence = MetadataPresence()

    init(environment: [String: String], http: CloudHTTP, arcKeys: String = Self.arcKeys) {
        self.environment = environment
        self.http = http
        self.arcKeys = arcKeys
    }

    /// - Returns: a lease of `nil` where there is none.
    func token() async throws(CredentialError) -> Lease<Secret?> {
        guard let endpoint = environment.setting("IDENTITY_ENDPOINT") else { return try await machine() }
        if environment.setting("IDENTITY_SERVER_THUMBPRINT") != nil {
            throw CredentialError(
                .invalidSetting, subject: Self.subject,
                message: "of Service Fabric is not supported: give AZURE_CLIENT_ID with a secret or a workload identity"
            )
        }
        if let header = environment.setting("IDENTITY_HEADER") {
            return try await appService(endpoint, Secret(header))
        }
        if environment.setting("IMDS_ENDPOINT") != nil {
            return try await AzureArc(http: http, keys: arcKeys).token(try url(endpoint, "2020-06-01"))
        }
        return try await machine()
    }

    private func appService(_ endpoint: String, _ header: Secret) async throws(CredentialError) -> Lease<Secret?> {
        var request = HTTPRequest(.get, try url(endpoint, "2019-08-01"), headers: ["Metadata": "true"])
        request.secretHeaders["X-IDENTITY-HEADER"] = header
        return try await read(request)
    }

    private func machine() async throws(CredentialError) -> Lease<Secret?> {
        let setting = "AZURE_POD_IDENTITY_AUTHORITY_HOST"
        let base = environment.setting(setting) ?? "http://169.254.169.254"
        let endpoint = (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/metadata/identity/oauth2/token"
        // Without the header it answers at once that it must be there.
        let url = try url(endpoint, "2018-02-01", setting)
        let isNamed = environment.setting(setting) != nil
        // Without the header it answers at once that it must be there; whoever is named is taken to be there.
        let isHere =
            isNamed ? true : try await presence.isHere(HTTPRequest(.get, url), Self.subject, http) { $0.status != 404 }
        return isHere ? try await read(HTTPRequest(.get, url, headers: ["Metadata": "true"])) : .nothing()
    }

    private func read(_ request: HTTPRequest) async throws(CredentialError) -> Lease<Secret?> {
        guard let response = try await http.askMetadata(request, Self.subject, attempts: 3) else {
            throw CredentialError(.cloudUnreachable, subject: Self.subject, message: "did not answer")
        }
        // 400: no identity is assigned to this machine; 404: another cloud's server.
        if response.status == 400 || response.status == 404 { return .nothing() }
        return try CloudHTTP.read(AzureToken.self, response, Self.subject).lease(response, http.clock)
    }

    private func url(
        _ endpoint: String, _ version: String, _ setting: String = "IDENTITY_ENDPOINT"
    ) throws(CredentialError) -> URL {
        var fields: [(name: String, value: String)] = [("api-version", version), ("resource", AzureToken.resource)]
        if let client = environment.setting("AZURE_CLIENT_ID") { fields.append(("client_id", client)) }
        return try MetadataAddress.url("\(endpoint)?\(FormURLEncoding.string(fields))", setting: setting)
    }
}
