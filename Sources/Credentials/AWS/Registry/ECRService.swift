package import HTTPTransport
package import ImageModel

/// Calls of ECR's own API (2015-09-21), signed by the identity of this machine.
package struct ECRService: Sendable {
    static let subject = "Amazon ECR"

    private let http: CloudHTTP
    private let identity: AWSIdentity

    /// - Returns: `nil` where AWS must not be asked.
    package init?(environment: [String: String], http: any HTTPClient) {
        guard CloudCredentials.isWanted("aws", environment) else { return nil }
        self.init(environment: environment, http: CloudHTTP(services: http))
    }

    init(environment: [String: String], http: CloudHTTP) {
        self.http = http
        identity = AWSIdentity(environment: environment, http: http)
    }

    var clock: CloudClock { http.clock }

    /// Whether the host is a private registry of ECR's.
    package static func serves(_ host: String) -> Bool {
        ECRHost(host).map { !$0.isPublic } ?? false
    }

    /// The twelve digits of the account that a registry belongs to.
    package static func account(_ host: String) -> String { String(host.prefix(12)) }

    /// Calls an operation in the region of a repository's registry.
    ///
    /// - Parameter body: JSON.
    /// - Returns: what ECR answered, whatever its status.
    package func call(
        _ operation: String, _ body: [UInt8], for repository: ImageRepository
    ) async throws(CredentialError) -> HTTPResponse {
        guard let host = ECRHost(repository.host), let response = try await call(operation, body, host) else {
            throw CredentialError(
                .invalidSetting, subject: Self.subject, message: "cannot be asked: this machine has no identity at AWS")
        }
        return response
    }

    /// - Returns: `nil` where this machine has no identity at AWS.
    func call(_ operation: String, _ body: [UInt8], _ host: ECRHost) async throws(CredentialError) -> HTTPResponse? {
        guard let credentials = try await identity.credentials(region: host.region) else { return nil }
        let response = try await call(operation, body, host, credentials)
        guard Self.refusesKeys(response) else { return response }
        // Somebody may have renewed them before they were to end: a file that was written anew, a session revoked.
        guard let others = try await identity.renewed(region: host.region), others != credentials else {
            return response
        }
        return try await call(operation, body, host, others)
    }

    private func call(
        _ operation: String, _ body: [UInt8], _ host: ECRHost, _ credentials: AWSCredentials
    ) async throws(CredentialError) -> HTTPResponse {
        let request = try request(operation, body, host)
        let signature = SigV4(
            credentials: credentials, service: host.isPublic ? "ecr-public" : "ecr", region: host.region)
        return try await http.ask(Self.subject) { (time) throws(CredentialError) in
            signature.sign(request, body: body, at: time)
        }
    }

    private static func refusesKeys(_ response: HTTPResponse) -> Bool {
        guard (400...403).contains(response.status) else { return false }
        let text = String(decoding: response.body, as: UTF8.self)
        return ["ExpiredToken", "UnrecognizedClient", "InvalidClientTokenId"].contains { text.contains($0) }
    }

    private func request(_ operation: String, _ body: [UInt8], _ host: ECRHost) throws(CredentialError) -> HTTPRequest {
        let settings = try identity.settings()
        let name = host.api(isFIPS: settings.usesFIPS, isDualStack: settings.usesDualStack)
        let endpoint = AWSEndpoint(setting: host.isPublic ? "ECR_PUBLIC" : "ECR", region: host.region, host: name)
        let service = host.isPublic ? "SpencerFrontendService" : "AmazonEC2ContainerRegistry_V20150921"
        let headers: HTTPHeaders = [
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "\(service).\(operation)",
        ]
        return HTTPRequest(.post, try endpoint.url(settings), headers: headers, body: .bytes(body))
    }
}
