import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A service account taken over by another identity (IAM Service Account Credentials API, `generateAccessToken`).
struct GoogleImpersonation: Sendable {
    private static let subject = "Google IAM credentials"

    private struct Question: Encodable {
        let delegates: [String]
        let scope: [String]
        let lifetime: String
    }

    private struct Answer: Decodable {
        let accessToken: String
        let expireTime: String?
    }

    let url: URL
    var delegates: [String] = []
    var seconds = 3600

    func token(_ token: GoogleToken, _ http: CloudHTTP) async throws(CredentialError) -> Lease<Secret> {
        let question = Question(delegates: delegates, scope: [GoogleToken.scope], lifetime: "\(seconds)s")
        guard let body = try? JSONEncoder().encode(question) else { preconditionFailure("text is always JSON") }
        var request = HTTPRequest(.post, url, body: .bytes(Array(body)))
        request.headers["Content-Type"] = "application/json"
        request.authorization = .bearer(Secret(token.accessToken))
        let response = try await http.ask(request, Self.subject)
        let answer = try CloudHTTP.read(Answer.self, response, Self.subject)
        let left = http.clock.seconds(until: answer.expireTime.flatMap(CloudTime.seconds), in: response)
        return Lease(Secret(answer.accessToken), seconds: left ?? seconds)
    }
}
