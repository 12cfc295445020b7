import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Microsoft Entra, which gives an application a token (learn.microsoft.com, "OAuth 2.0 client credentials flow").
struct AzureAuthority: Sendable {
    typealias Fields = [(name: String, value: String)]

    private static let subject = "Microsoft Entra"

    private let url: URL
    private let client: String
    private let http: CloudHTTP

    init(
        environment: [String: String], tenant: String, client: String, http: CloudHTTP
    ) throws(CredentialError) {
        guard tenant.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }) else {
            throw CredentialError(.invalidSetting, subject: "AZURE_TENANT_ID", message: "is no tenant")
        }
        let authority = environment.setting("AZURE_AUTHORITY_HOST") ?? "https://login.microsoftonline.com"
        let base = authority.contains("://") ? authority : "https://" + authority
        url = try CloudHTTP.url(
            (base.hasSuffix("/") ? base : base + "/") + "\(tenant)/oauth2/v2.0/token", setting: "AZURE_AUTHORITY_HOST")
        self.client = client
        self.http = http
    }

    /// Whom an assertion is for.
    var audience: String { url.absoluteString }

    /// - Parameter proof: what shows that the application is who it says, at a time.
    func token(
        _ proof: (_ time: Int) throws(CredentialError) -> Fields
    ) async throws(CredentialError) -> Lease<Secret?> {
        let response = try await http.ask(Self.subject) { (time) throws(CredentialError) in
            let form: Fields = [
                ("grant_type", "client_credentials"), ("client_id", client),
                ("scope", AzureToken.resource + "/.default"),
            ]
            return CloudHTTP.form(form + (try proof(time)), to: url)
        }
        return try CloudHTTP.read(AzureToken.self, response, Self.subject).lease(response, http.clock)
    }

    func proof(_ assertion: String) -> Fields {
        [
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        ]
    }
}
