import HTTPTransport
package import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Passwords for ECR, private and public: `GetAuthorizationToken` (ECR API 2015-09-21).
package struct ECRCredentials: CredentialProvider {
    private static let subject = "Amazon ECR"
    /// A signature is refused where clocks differ by more (AWS: 5 minutes).
    private static let largestSkew = 240

    private struct Token: Decodable {
        let authorizationToken: String
        let expiresAt: Double?
    }

    private struct PrivateAnswer: Decodable { let authorizationData: [Token] }

    private struct PublicAnswer: Decodable {
        struct Data: Decodable { let authorizationToken: String }
        let authorizationData: Data
    }

    private let environment: [String: String]
    private let http: CloudHTTP
    private let identity: AWSIdentity
    private let now: @Sendable () -> Int
    private let tokens = SharedWork<ECRHost, Lease<RegistryCredential?>, CredentialError>(keeping: {
        (try? $0.get()) != nil
    })

    package init(environment: [String: String], http: CloudHTTP) {
        self.init(environment: environment, http: http) { Int(Date().timeIntervalSince1970) }
    }

    init(environment: [String: String], http: CloudHTTP, now: @escaping @Sendable () -> Int) {
        self.environment = environment
        self.http = http
        self.now = now
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
        var time = now()
        var response = try await ask(host, credentials, at: time)
        let theirs = response.headers["Date"].flatMap(HTTPDate.parse)
        if (400...403).contains(response.status), let theirs, abs(theirs - time) > Self.largestSkew {
            time = theirs
            response = try await ask(host, credentials, at: time)
        }
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

    private func ask(
        _ host: ECRHost, _ credentials: AWSCredentials, at time: Int
    ) async throws(CredentialError) -> HTTPResponse {
        let own = host.isPublic ? "AWS_ENDPOINT_URL_ECR_PUBLIC" : "AWS_ENDPOINT_URL_ECR"
        let given = environment.setting(own) ?? environment.setting("AWS_ENDPOINT_URL")
        let url = try CloudHTTP.url(given ?? "https://\(host.api)/", setting: own)
        let target =
            host.isPublic
            ? "SpencerFrontendService.GetAuthorizationToken"
            : "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"
        let body = Array("{}".utf8)
        let headers: HTTPHeaders = ["Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target]
        let request = HTTPRequest(.post, url, headers: headers, body: .bytes(body))
        let signature = SigV4(
            credentials: credentials, service: host.isPublic ? "ecr-public" : "ecr", region: host.region)
        return try await http.ask(signature.sign(request, body: body, at: time), Self.subject)
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
