import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Who this process is to Microsoft Entra: a client secret, a workload identity, or a managed identity, in the order of
/// Azure's own clients.
struct AzureIdentity: Sendable {
    private static let subject = "Microsoft Entra"
    private static let metadataSubject = "Azure managed identity"
    private static let resource = "https://containerregistry.azure.net"

    private struct Answer: Decodable { let accessToken: String }

    let environment: [String: String]
    let http: CloudHTTP

    /// - Returns: `nil` where this machine has no identity at Azure.
    func token() async throws(CredentialError) -> Secret? {
        if let tenant = environment.setting("AZURE_TENANT_ID"), let client = environment.setting("AZURE_CLIENT_ID") {
            if let secret = environment.setting("AZURE_CLIENT_SECRET") {
                return try await ask(tenant, client, [("client_secret", secret)])
            }
            if let file = environment.setting("AZURE_FEDERATED_TOKEN_FILE") {
                let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
                let proof = [("client_assertion_type", type), ("client_assertion", try CloudFile.token(file))]
                return try await ask(tenant, client, proof)
            }
        }
        return try await managed()
    }

    private func ask(
        _ tenant: String, _ client: String, _ proof: [(String, String)]
    ) async throws(CredentialError) -> Secret {
        guard
            tenant.utf8.allSatisfy({
                $0 == 0x2d || $0 == 0x2e || ($0 < 0x80 && Character(Unicode.Scalar($0)).isLetter)
                    || (0x30...0x39).contains($0)
            })
        else { throw CredentialError(.invalidSetting, subject: "AZURE_TENANT_ID", message: "is no tenant") }
        let authority = environment.setting("AZURE_AUTHORITY_HOST") ?? "https://login.microsoftonline.com"
        let base = authority.contains("://") ? authority : "https://" + authority
        let url = try CloudHTTP.url(
            (base.hasSuffix("/") ? base : base + "/") + "\(tenant)/oauth2/v2.0/token", setting: "AZURE_AUTHORITY_HOST")
        var form: [(name: String, value: String)] = [
            ("grant_type", "client_credentials"), ("client_id", client), ("scope", Self.resource + "/.default"),
        ]
        form += proof.map { (name: $0.0, value: $0.1) }
        let response = try await http.post(form, to: url, Self.subject)
        return Secret(try CloudHTTP.read(Answer.self, response, Self.subject).accessToken)
    }

    private func managed() async throws(CredentialError) -> Secret? {
        var fields: [(name: String, value: String)] = [("resource", Self.resource)]
        if let client = environment.setting("AZURE_CLIENT_ID") { fields.append(("client_id", client)) }
        var request: HTTPRequest
        if let endpoint = environment.setting("IDENTITY_ENDPOINT"), let header = environment.setting("IDENTITY_HEADER")
        {
            let query = FormURLEncoding.string([("api-version", "2019-08-01")] + fields)
            request = HTTPRequest(.get, try CloudHTTP.metadataURL("\(endpoint)?\(query)", setting: "IDENTITY_ENDPOINT"))
            request.secretHeaders["X-IDENTITY-HEADER"] = Secret(header)
        } else {
            let base = environment.setting("AZURE_POD_IDENTITY_AUTHORITY_HOST") ?? "http://169.254.169.254"
            let query = FormURLEncoding.string([("api-version", "2018-02-01")] + fields)
            let url = try CloudHTTP.metadataURL(
                "\(base)/metadata/identity/oauth2/token?\(query)", setting: "AZURE_POD_IDENTITY_AUTHORITY_HOST")
            request = HTTPRequest(.get, url, headers: ["Metadata": "true"])
        }
        guard let response = try await http.askMetadata(request, Self.metadataSubject),
            // 400: no identity is assigned to this machine; 404: another cloud's server.
            response.status != 400, response.status != 404
        else { return nil }
        return Secret(try CloudHTTP.read(Answer.self, response, Self.metadataSubject).accessToken)
    }
}
