import HTTPTransport

/// A service account's key, which signs a JWT that is traded for a token (RFC 7523, RS256).
struct GoogleServiceAccount: Sendable {
    private struct Header: Encodable {
        let alg = "RS256"
        let typ = "JWT"
        let kid: String?
    }

    private struct Claims: Encodable {
        let iss, scope, aud: String
        let iat, exp: Int
    }

    private let file: GoogleCredentialFile
    private let issuer: String
    private let audience: String
    private let keyID: String?
    /// PEM.
    private let key: Secret

    init(_ content: GoogleFileContent, _ file: GoogleCredentialFile) throws(CredentialError) {
        self.file = file
        issuer = try file.need(content.clientEmail, "client_email")
        audience = content.tokenUri ?? GoogleTokenService.standard
        keyID = content.privateKeyId
        key = Secret(try file.need(content.privateKey, "private_key"))
    }

    func token(_ scope: String, _ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        let url = try file.url(audience)
        let response = try await http.ask(GoogleTokenService.subject) { (time) throws(CredentialError) in
            CloudHTTP.form(
                [
                    ("assertion", try assertion(scope, at: time)),
                    ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                ], to: url)
        }
        return try CloudHTTP.read(GoogleToken.self, response, GoogleTokenService.subject)
    }

    private func assertion(_ scope: String, at time: Int) throws(CredentialError) -> String {
        let claims = Claims(iss: issuer, scope: scope, aud: audience, iat: time, exp: time + 3600)
        return try SignedToken.text(header: Header(kid: keyID), claims: claims, key: key, subject: file.path)
    }
}
