import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Passwords for ECR, private and public: `GetAuthorizationToken` (ECR API 2015-09-21).
struct AmazonCloud: CloudProvider {
    private struct Token: Decodable {
        let authorizationToken: String
        let expiresAt: AWSCredentials.Time?
    }

    private struct PrivateAnswer: Decodable { let authorizationData: [Token] }
    private struct PublicAnswer: Decodable { let authorizationData: Token }

    private let service: ECRService

    init(environment: [String: String], http: CloudHTTP) {
        service = ECRService(environment: environment, http: http)
    }

    func registry(_ host: String) -> ECRHost? { ECRHost(host) }

    func lease(for host: ECRHost) async throws(CredentialError) -> Lease<RegistryCredential?> {
        guard let response = try await service.call("GetAuthorizationToken", Array("{}".utf8), host) else {
            return .nothing()
        }
        let token = try Self.token(response, host)
        guard let data = Data(base64Encoded: token.authorizationToken), let text = String(bytes: data, encoding: .utf8),
            text.hasPrefix("AWS:"), text.utf8.count > 4
        else { throw Self.invalid("answered with something else than a token") }
        return Lease(
            .basic(username: "AWS", password: Secret(String(text.dropFirst(4)))),
            seconds: service.clock.seconds(until: token.expiresAt?.seconds, in: response))
    }

    private static func token(_ response: HTTPResponse, _ host: ECRHost) throws(CredentialError) -> Token {
        if host.isPublic {
            return try CloudHTTP.read(PublicAnswer.self, response, ECRService.subject).authorizationData
        }
        guard let token = try CloudHTTP.read(PrivateAnswer.self, response, ECRService.subject).authorizationData.first
        else { throw invalid("answered without a token") }
        return token
    }

    private static func invalid(_ message: String) -> CredentialError {
        CredentialError(.invalidAnswer, subject: ECRService.subject, message: message)
    }
}
