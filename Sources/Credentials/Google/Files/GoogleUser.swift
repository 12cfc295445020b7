import HTTPTransport

/// A person's refresh token, as gcloud keeps it.
struct GoogleUser: Sendable {
    private let content: GoogleFileContent
    private let file: GoogleCredentialFile

    init(_ content: GoogleFileContent, _ file: GoogleCredentialFile) {
        self.content = content
        self.file = file
    }

    /// Of `gcloud auth application-default login`.
    func token(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        let form: [(name: String, value: String)] = [
            ("grant_type", "refresh_token"),
            ("client_id", try file.need(content.clientId, "client_id")),
            ("client_secret", try file.need(content.clientSecret, "client_secret")),
            ("refresh_token", try file.need(content.refreshToken, "refresh_token")),
        ]
        let url = try file.url(content.tokenUri ?? GoogleTokenService.standard)
        return try await GoogleTokenService.token(CloudHTTP.form(form, to: url), http)
    }

    /// Of a person whom another identity provider knows (workforce identity federation).
    func workforceToken(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        let form: [(name: String, value: String)] = [
            ("grant_type", "refresh_token"),
            ("refresh_token", try file.need(content.refreshToken, "refresh_token")),
        ]
        var request = CloudHTTP.form(form, to: try file.url(try file.need(content.tokenUrl, "token_url")))
        request.authorization = GoogleTokenService.authorization(content)
        return try await GoogleTokenService.token(request, http)
    }
}
