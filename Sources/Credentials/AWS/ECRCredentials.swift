import HTTPTransport
package import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Passwords for ECR, private and public: `GetAuthorizationToken` (ECR API 2015-09-21).
package struct ECRCredentials: CredentialProvider {
    private static let subject = ECRService.subject

    private struct Token: Decodable {
        let authorizationToken: String
        let expiresAt: Double?
    }

    private struct PrivateAnswer: Decodable { let authorizationData: [Token] }

    private struct PublicAnswer: Decodable {
        struct Data: Decodable { let authorizationToken: String }
        let authorizationData: Data
    }

    private let service: ECRService
    private let identity: AWSIdentity
    private let tokens = SharedWork<ECRHost, Lease<RegistryCredential?>, CredentialError>(keeping: {
        (try? $0.get()) != nil
    })

    package init(environment: [String: String], http: CloudHTTP) {
        self.init(environment: environment, http: http) { Int(Date().timeIntervalSince1970) }
    }

    init(environment: [String: String], http: CloudHTTP, now: @escaping @Sendable () -> Int) {
        service = ECRService(environment: environment, http: http, now: now)
        identity = AWSIdentity(environment: environment, http: http)
    }

    package func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
        guard let host = ECRHost(repository.host) else { return nil }
        return try await tokens.value(
            for: host, while: { $0.holds() }, { () async throws(CredentialError) in try await fetch(host) }
        ).value
    }

    private func fetch(_ host: ECRHost) async throws(CredentialError) -> Lease<RegistryCredential?> {
        guard let credentials = try await identity.credentials(region: host.region) else {
            return Lease(nil, seconds: nil)
        }
        let (response, time) = try await service.call("GetAuthorizationToken", Array("{}".utf8), host, credentials)
        let theirs = response.headers["Date"].flatMap(HTTPDate.parse)
        let (token, end) = try Self.token(response, host)
        guard let data = Data(base64Encoded: token), let text = String(bytes: data, encoding: .utf8),
            text.hasPrefix("AWS:"), text.utf8.count > 4
        else {
            throw CredentialError(
                .invalidAnswer, subject: Self.subject, message: "answered with something else than a token")
        }
        let start = theirs ?? time
        return Lease(
            .basic(username: "AWS", password: Secret(String(text.dropFirst(4)))), seconds: end.map { $0 - start })
    }

    private static func token(
        _ response: HTTPResponse, _ host: ECRHost
    ) throws(CredentialError) -> (text: String, end: Int?) {
        if host.isPublic {
            return (try CloudHTTP.read(PublicAnswer.self, response, subject).authorizationData.authorizationToken, nil)
        }
        guard let token = try CloudHTTP.read(PrivateAnswer.self, response, subject).authorizationData.first else {
            throw CredentialError(.invalidAnswer, subject: subject, message: "answered without a token")
        }
        return (token.authorizationToken, token.expiresAt.flatMap { Int(exactly: $0.rounded()) })
    }
}
