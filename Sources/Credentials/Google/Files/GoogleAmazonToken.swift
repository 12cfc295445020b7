import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A request to AWS STS that Google sends for us to learn who we are there (cloud.google.com/iam, "AWS" of workload identity
/// federation). The identity is found as for ECR.
struct GoogleAmazonToken: Sendable {
    private static let version = "aws1"

    private struct Request: Encodable {
        struct Header: Encodable { let key, value: String }
        let url: String
        let method = "POST"
        let headers: [Header]
    }

    private let content: GoogleFileContent
    private let source: GoogleFileContent.Source
    private let file: GoogleCredentialFile

    init(_ content: GoogleFileContent, _ source: GoogleFileContent.Source, _ file: GoogleCredentialFile) {
        self.content = content
        self.source = source
        self.file = file
    }

    func token(_ http: CloudHTTP) async throws(CredentialError) -> String {
        guard source.environmentId == Self.version else {
            throw file.invalid("its environment_id is not \(Self.version)")
        }
        let region = try await region(http)
        let identity = AWSIdentity(environment: file.environment, http: http)
        guard let keys = try await identity.credentials(region: region) else {
            throw file.invalid("it stands on AWS' identity, and this machine has none")
        }
        let address = try file.need(source.regionalCredVerificationUrl, "regional_cred_verification_url")
            .replacing("{region}", with: region)
        let url = try file.url(address)
        let signed = SigV4(credentials: keys, service: "sts", region: region)
            .sign(HTTPRequest(.post, url), body: [], at: http.clock.now)
        return try text(signed, address, try file.need(content.audience, "audience"))
    }

    private func region(_ http: CloudHTTP) async throws(CredentialError) -> String {
        let settings = try AWSSettings(environment: file.environment)
        if settings.namesRegion { return try settings.region(else: "") }
        guard let region = try await AWSInstance(settings: settings, http: http).region() else {
            throw file.invalid("it stands on AWS' identity, and no region is known: set AWS_REGION")
        }
        return region
    }

    private func text(_ request: HTTPRequest, _ address: String, _ audience: String) throws(CredentialError) -> String {
        var headers = [
            Request.Header(key: "Authorization", value: request.authorization?.reveal() ?? ""),
            Request.Header(key: "host", value: SigV4.host(request.url)),
            Request.Header(key: "x-amz-date", value: request.headers["X-Amz-Date"] ?? ""),
        ]
        if let token = request.secretHeaders[SigV4.tokenHeader] {
            headers.append(Request.Header(key: "x-amz-security-token", value: token.reveal()))
        }
        headers.append(Request.Header(key: "x-goog-cloud-target-resource", value: audience))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(Request(url: address, headers: headers)) else {
            throw file.invalid("its audience is not text")
        }
        // Within the form's own encoding.
        return Self.escaped(json)
    }

    private static func escaped(_ json: Data) -> String {
        let field = FormURLEncoding.string([("", String(decoding: json, as: UTF8.self))])
        return String(field.dropFirst()).replacing("+", with: "%20")
    }
}
