package import HTTPTransport
package import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Calls of ECR's own API (2015-09-21), signed by the identity of this machine.
package struct ECRService: Sendable {
    static let subject = "Amazon ECR"
    /// A signature is refused where clocks differ by more (AWS: 5 minutes).
    private static let largestSkew = 240

    private let environment: [String: String]
    private let http: CloudHTTP
    private let identity: AWSIdentity
    private let now: @Sendable () -> Int

    /// - Returns: `nil` where AWS must not be asked.
    package init?(environment: [String: String], http: any HTTPClient) {
        guard CloudCredentials.isWanted("aws", environment) else { return nil }
        self.init(environment: environment, http: CloudHTTP(services: http)) { Int(Date().timeIntervalSince1970) }
    }

    init(environment: [String: String], http: CloudHTTP, now: @escaping @Sendable () -> Int) {
        self.environment = environment
        self.http = http
        self.now = now
        identity = AWSIdentity(environment: environment, http: http)
    }

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
        guard let host = ECRHost(repository.host),
            let credentials = try await identity.credentials(region: host.region)
        else {
            throw CredentialError(
                .invalidSetting, subject: Self.subject, message: "cannot be asked: this machine has no identity at AWS")
        }
        return try await call(operation, body, host, credentials).response
    }

    /// - Returns: the answer, and the time that was signed, as the service counts it.
    func call(
        _ operation: String, _ body: [UInt8], _ host: ECRHost, _ credentials: AWSCredentials
    ) async throws(CredentialError) -> (response: HTTPResponse, time: Int) {
        let time = now()
        let response = try await ask(operation, body, host, credentials, at: time)
        let theirs = response.headers["Date"].flatMap(HTTPDate.parse)
        guard (400...403).contains(response.status), let theirs, abs(theirs - time) > Self.largestSkew else {
            return (response, time)
        }
        return (try await ask(operation, body, host, credentials, at: theirs), theirs)
    }

    private func ask(
        _ operation: String, _ body: [UInt8], _ host: ECRHost, _ credentials: AWSCredentials, at time: Int
    ) async throws(CredentialError) -> HTTPResponse {
        let own = host.isPublic ? "AWS_ENDPOINT_URL_ECR_PUBLIC" : "AWS_ENDPOINT_URL_ECR"
        let given = environment.setting(own) ?? environment.setting("AWS_ENDPOINT_URL")
        let url = try CloudHTTP.url(given ?? "https://\(host.api)/", setting: own)
        let service = host.isPublic ? "SpencerFrontendService" : "AmazonEC2ContainerRegistry_V20150921"
        let headers: HTTPHeaders = [
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "\(service).\(operation)",
        ]
        let request = HTTPRequest(.post, url, headers: headers, body: .bytes(body))
        let signature = SigV4(
            credentials: credentials, service: host.isPublic ? "ecr-public" : "ecr", region: host.region)
        return try await http.ask(signature.sign(request, body: body, at: time), Self.subject)
    }
}
