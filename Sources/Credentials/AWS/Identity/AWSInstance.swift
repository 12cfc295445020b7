import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An EC2 instance's role: with a session (IMDSv2), else without one (IMDSv1), unless that is forbidden (EC2 user guide,
/// "Use the Instance Metadata Service").
struct AWSInstance: Sendable {
    private static let subject = "AWS instance metadata"
    private static let roles = "/latest/meta-data/iam/security-credentials/"
    private static let zone = "/latest/meta-data/placement/availability-zone"
    private static let sessionHeader = "X-aws-ec2-metadata-token"

    let settings: AWSSettings
    let http: CloudHTTP

    private enum Session {
        case given(Secret)
        /// There is a server, and it gives none.
        case refused
        /// Nothing answered; where a container is a hop too far away, only answers with a session are cut.
        case unanswered
    }

    /// - Returns: a lease of `nil` where this is no instance, or one without a role.
    func credentials() async throws(CredentialError) -> Lease<AWSCredentials?> {
        guard let session = try await token() else { return .nothing() }
        // Where the first question was left unanswered, the second may be: less than a second for both.
        let first = limit(session.isHere ? .seconds(5) : .milliseconds(300))
        return try await credentials(session.token, first)
    }

    /// - Returns: `nil` where this is no instance.
    func region() async throws(CredentialError) -> String? {
        guard settings.environment.setting("AWS_EC2_METADATA_DISABLED")?.lowercased() != "true",
            let session = try await token(),
            let answer = try await get(Self.zone, session.token, limit(.seconds(2))), answer.isSuccess
        else { return nil }
        // `eu-west-1b`.
        let region = String(decoding: answer.body, as: UTF8.self).dropLast()
        return ECRHost.isRegion(String(region)) ? String(region) : nil
    }

    /// - Returns: a session, none where IMDSv1 is spoken, or `nil` where nothing may be asked.
    private func token() async throws(CredentialError) -> (token: Secret?, isHere: Bool)? {
        switch try await session() {
        case .given(let session): return (session, true)
        case .refused:
            guard isFirstVersionForbidden else { return (nil, true) }
            throw CredentialError(
                .cloudRefused, subject: Self.subject,
                message: "gives no session (IMDSv2), and AWS_EC2_METADATA_V1_DISABLED forbids to ask without one")
        case .unanswered: return isFirstVersionForbidden ? nil : (nil, false)
        }
    }

    private func session() async throws(CredentialError) -> Session {
        var request = HTTPRequest(.put, try url("/latest/api/token"))
        request.headers["X-aws-ec2-metadata-token-ttl-seconds"] = "21600"
        guard let answer = try await http.askMetadata(request, Self.subject, within: limit(.milliseconds(600))) else {
            return .unanswered
        }
        guard answer.isSuccess, !answer.body.isEmpty else { return .refused }
        return .given(Secret(String(decoding: answer.body, as: UTF8.self)))
    }

    private func credentials(
        _ token: Secret?, _ first: Duration
    ) async throws(CredentialError) -> Lease<AWSCredentials?> {
        guard let list = try await get(Self.roles, token, first), list.isSuccess else { return .nothing() }
        let role = String(decoding: list.body.prefix { $0 != 0x0a }, as: UTF8.self)
        guard Self.isRole(role) else { return .nothing() }
        guard let answer = try await get(Self.roles + role, token, .seconds(5)) else { return .nothing() }
        return try CloudHTTP.read(AWSCredentials.Answer.self, answer, Self.subject).lease(answer, http.clock)
    }

    private func get(
        _ path: String, _ token: Secret?, _ limit: Duration
    ) async throws(CredentialError) -> HTTPResponse? {
        var request = HTTPRequest(.get, try url(path))
        if let token { request.secretHeaders[Self.sessionHeader] = token }
        return try await http.askMetadata(request, Self.subject, within: limit)
    }

    private func url(_ path: String) throws(CredentialError) -> URL {
        let isIPv6 =
            settings.value("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")?
            .lowercased() == "ipv6"
        let setting = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        let base =
            settings.value(setting, "ec2_metadata_service_endpoint")
            ?? (isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254")
        return try MetadataAddress.url((base.hasSuffix("/") ? String(base.dropLast()) : base) + path, setting: setting)
    }

    private func limit(_ standard: Duration) -> Duration {
        settings.value("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout").flatMap(Int.init)
            .map { .seconds(min(max($0, 1), 60)) } ?? standard
    }

    private var isFirstVersionForbidden: Bool {
        settings.isOn("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled")
    }

    /// It becomes part of a path.
    private static func isRole(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+=,.@_-".contains($0)) }
    }
}
