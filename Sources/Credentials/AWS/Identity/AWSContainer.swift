import HTTPTransport

/// ECS and EKS Pod Identity (SDK reference, "Container credential provider").
struct AWSContainer: Sendable {
    private static let subject = "AWS container credentials"
    private static let setting = "AWS_CONTAINER_CREDENTIALS_FULL_URI"

    private let address: String
    private let environment: [String: String]
    private let http: CloudHTTP

    /// - Returns: `nil` outside of a container of AWS.
    init?(environment: [String: String], http: CloudHTTP) {
        if let path = environment.setting("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            address = "http://169.254.170.2\(path.hasPrefix("/") ? "" : "/")\(path)"
        } else if let full = environment.setting(Self.setting) {
            address = full
        } else {
            return nil
        }
        self.environment = environment
        self.http = http
    }

    func credentials() async throws(CredentialError) -> Lease<AWSCredentials?> {
        let url = try CloudHTTP.url(address, setting: Self.setting)
        // AWS allows any host over https here.
        let isService = HTTPOrigin(url)?.scheme == "https"
        var request = HTTPRequest(
            .get, isService ? url : try MetadataAddress.url(address, setting: Self.setting),
            headers: ["Accept": "application/json"])
        request.authorization = try authorization()
        let answer =
            isService
            ? try await http.ask(request, Self.subject)
            : try await http.askMetadata(request, Self.subject, within: .seconds(6), attempts: 3)
        guard let answer else {
            throw CredentialError(.cloudUnreachable, subject: Self.subject, message: "did not answer")
        }
        return try CloudHTTP.read(AWSCredentials.Answer.self, answer, Self.subject).lease(answer, http.clock)
    }

    /// The token's file is rotated, so it is read each time.
    private func authorization() throws(CredentialError) -> Secret? {
        if let file = environment.setting("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            return Secret(try CloudFile.token(file))
        }
        guard let token = environment.setting("AWS_CONTAINER_AUTHORIZATION_TOKEN") else { return nil }
        guard token.utf8.allSatisfy({ $0 > 0x1f && $0 < 0x7f }) else {
            throw CredentialError(
                .invalidSetting, subject: "AWS_CONTAINER_AUTHORIZATION_TOKEN", message: "is no value of a header")
        }
        return Secret(token)
    }
}
