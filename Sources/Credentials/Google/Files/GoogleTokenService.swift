import HTTPTransport

/// The services that trade something for an access token.
enum GoogleTokenService {
    static let subject = "Google token service"
    static let standard = "https://oauth2.googleapis.com/token"
    static let federation = "https://sts.googleapis.com/v1/token"

    static func token(_ request: HTTPRequest, _ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        try CloudHTTP.read(GoogleToken.self, try await http.ask(request, subject), subject)
    }

    /// A client that shows itself beside what it trades (RFC 6749, section 2.3.1).
    static func authorization(_ content: GoogleFileContent) -> Secret? {
        content.clientId.map { .basic(user: $0, password: Secret(content.clientSecret ?? "")) }
    }
}
