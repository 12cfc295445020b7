import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A credential file of Google: `service_account`, `authorized_user`, `external_account` or
/// `impersonated_service_account` (google.aip.dev/auth/4112 and following).
struct GoogleKeyFile: Sendable {
    struct Source: Decodable, Sendable {
        struct Format: Decodable, Sendable {
            let type: String?
            let subjectTokenFieldName: String?
        }
        let file: String?
        let url: String?
        let headers: [String: String]?
        let format: Format?
    }

    struct Content: Decodable, Sendable {
        let type: String
        let clientEmail, privateKey, privateKeyId, tokenUri: String?
        let clientId, clientSecret, refreshToken: String?
        let audience, subjectTokenType, tokenUrl, serviceAccountImpersonationUrl: String?
        let credentialSource: Source?
    }

    private struct Impersonated: Decodable {
        let serviceAccountImpersonationUrl: String
        let sourceCredentials: Content
        let delegates: [String]?
    }

    let path: String
    private let content: Content
    private let impersonated: Impersonated?

    init(_ bytes: [UInt8], path: String) throws(CredentialError) {
        self.path = path
        let data = Data(bytes)
        impersonated = try? CloudHTTP.decoder.decode(Impersonated.self, from: data)
        guard let content = impersonated?.sourceCredentials ?? (try? CloudHTTP.decoder.decode(Content.self, from: data))
        else {
            throw CredentialError(.invalidFile, subject: path, message: "this is no credential file of Google")
        }
        self.content = content
    }

    func token(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        let token = try await ownToken(http)
        guard let url = impersonated?.serviceAccountImpersonationUrl ?? impersonationOfExternal else { return token }
        return try await impersonate(url, token, http)
    }

    private var impersonationOfExternal: String? {
        content.type == "external_account" ? content.serviceAccountImpersonationUrl : nil
    }

    private func ownToken(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        switch content.type {
        case "service_account": try await serviceAccount(http)
        case "authorized_user": try await authorizedUser(http)
        case "external_account": try await externalAccount(http)
        default: throw invalid("its type is not one that is known here")
        }
    }

    private func serviceAccount(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        let url = content.tokenUri ?? Self.tokenURL
        let assertion = try GoogleAssertion(
            issuer: try need(content.clientEmail, "client_email"), audience: url, keyID: content.privateKeyId,
            key: Secret(try need(content.privateKey, "private_key"))
        ).signed(at: Date(), path: path)
        return try await trade(
            [("assertion", assertion), ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")], url, http)
    }

    private func authorizedUser(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        let form: [(name: String, value: String)] = [
            ("grant_type", "refresh_token"),
            ("client_id", try need(content.clientId, "client_id")),
            ("client_secret", try need(content.clientSecret, "client_secret")),
            ("refresh_token", try need(content.refreshToken, "refresh_token")),
        ]
        return try await trade(form, content.tokenUri ?? Self.tokenURL, http)
    }

    /// RFC 8693 as google.aip.dev/auth/4117 uses it.
    private func externalAccount(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        let form: [(name: String, value: String)] = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("audience", try need(content.audience, "audience")),
            ("scope", GoogleToken.scope),
            ("requested_token_type", "urn:ietf:params:oauth:token-type:access_token"),
            ("subject_token", try await subjectToken(http)),
            ("subject_token_type", try need(content.subjectTokenType, "subject_token_type")),
        ]
        return try await trade(form, content.tokenUrl ?? "https://sts.googleapis.com/v1/token", http)
    }

    private func subjectToken(_ http: CloudHTTP) async throws(CredentialError) -> String {
        guard let source = content.credentialSource else { throw invalid("it has no credential_source") }
        let bytes: [UInt8]
        if let file = source.file {
            guard source.format?.type == "json" else { return try CloudFile.token(file) }
            bytes = try CloudFile.bytes(file) ?? []
        } else {
            let address = try need(source.url, "credential_source.file or url")
            var request = HTTPRequest(.get, try CloudHTTP.url(address, setting: path))
            for (name, value) in source.headers ?? [:] { request.secretHeaders[name] = Secret(value) }
            let response = try await askSource(request, address, http)
            guard response.isSuccess else { throw CloudHTTP.refusal(response, path) }
            bytes = response.body
        }
        guard source.format?.type == "json" else {
            return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        }
        let table = try? JSONDecoder().decode([String: JSONText].self, from: Data(bytes))
        guard let text = table?[source.format?.subjectTokenFieldName ?? "access_token"]?.text else {
            throw invalid("its credential_source gave no token in the field that it names")
        }
        return text
    }

    private func askSource(
        _ request: HTTPRequest, _ address: String, _ http: CloudHTTP
    ) async throws(CredentialError) -> HTTPResponse {
        guard (try? CloudHTTP.metadataURL(address, setting: path)) != nil else {
            return try await http.ask(request, path)
        }
        guard let response = try await http.askMetadata(request, path) else {
            throw CredentialError(.cloudUnreachable, subject: path, message: "its credential_source did not answer")
        }
        return response
    }

    private func impersonate(
        _ address: String, _ token: GoogleToken, _ http: CloudHTTP
    ) async throws(CredentialError) -> GoogleToken {
        struct Answer: Decodable { let accessToken: String }
        struct Question: Encodable {
            let delegates: [String]
            let scope: [String]
            let lifetime: String
        }
        let question = Question(delegates: impersonated?.delegates ?? [], scope: [GoogleToken.scope], lifetime: "3600s")
        guard let body = try? JSONEncoder().encode(question) else { throw invalid("its delegates are not text") }
        var request = HTTPRequest(.post, try CloudHTTP.url(address, setting: path), body: .bytes(Array(body)))
        request.headers["Content-Type"] = "application/json"
        request.authorization = .bearer(Secret(token.accessToken))
        let answer = try CloudHTTP.read(Answer.self, try await http.ask(request, Self.service), Self.service)
        return GoogleToken(accessToken: answer.accessToken, expiresIn: 3600)
    }

    private func trade(
        _ form: [(name: String, value: String)], _ address: String, _ http: CloudHTTP
    ) async throws(CredentialError) -> GoogleToken {
        let url = try CloudHTTP.url(address, setting: path)
        return try CloudHTTP.read(GoogleToken.self, try await http.post(form, to: url, Self.service), Self.service)
    }

    private func need(_ value: String?, _ name: String) throws(CredentialError) -> String {
        guard let value, !value.isEmpty else { throw invalid("it has no \(name)") }
        return value
    }

    private func invalid(_ what: String) -> CredentialError {
        CredentialError(.invalidFile, subject: path, message: "this credential file cannot be used: \(what)")
    }

    private static let tokenURL = "https://oauth2.googleapis.com/token"
    private static let service = "Google token service"
}

/// A JSON value of which only a string matters.
private struct JSONText: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
    }
}
