import Crypto
import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// AWS Signature Version 4 for requests whose body is in memory, and whose query has no two fields of a name (docs.aws.amazon.com, "Signing AWS API
/// requests").
struct SigV4: Sendable {
    static let tokenHeader = "X-Amz-Security-Token"

    let credentials: AWSCredentials
    let service: String
    let region: String

    /// - Parameter time: seconds since 1970, as the service counts them.
    func sign(_ request: HTTPRequest, body: [UInt8], at time: Int) -> HTTPRequest {
        var request = request
        let stamp = Self.stamp(time)
        request.headers["X-Amz-Date"] = stamp
        if let token = credentials.sessionToken { request.secretHeaders[Self.tokenHeader] = token }
        let fields = canonicalFields(request)
        let names = fields.map(\.0).joined(separator: ";")
        let path = request.url.path(percentEncoded: true)
        let lines =
            [request.method.rawValue, path.isEmpty ? "/" : path, Self.query(request.url)]
            + fields.map { "\($0.0):\($0.1)" }
            + ["", names, SHA256.hash(data: body).hexadecimal]
        let scope = "\(stamp.prefix(8))/\(region)/\(service)/aws4_request"
        let canonical = SHA256.hash(data: Array(lines.joined(separator: "\n").utf8)).hexadecimal
        let text = "AWS4-HMAC-SHA256\n\(stamp)\n\(scope)\n\(canonical)"
        let signature = Self.mac(key(stamp), text).hexadecimal
        request.authorization = Secret(
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
                + "SignedHeaders=\(names), Signature=\(signature)")
        return request
    }

    private func canonicalFields(_ request: HTTPRequest) -> [(String, String)] {
        var fields = request.headers.fields.map { ($0.name.lowercased(), $0.value) }
        fields += request.secretHeaders.map { ($0.key.lowercased(), $0.value.reveal()) }
        fields.append(("host", Self.host(request.url)))
        return fields.sorted { $0.0 < $1.0 }
    }

    static func host(_ url: URL) -> String { (url.host() ?? "") + (url.port.map { ":\($0)" } ?? "") }

    private static func query(_ url: URL) -> String {
        (url.query(percentEncoded: true) ?? "").split(separator: "&").sorted().joined(separator: "&")
    }

    private func key(_ stamp: String) -> [UInt8] {
        let start = Array("AWS4\(credentials.secretAccessKey.reveal())".utf8)
        return [String(stamp.prefix(8)), region, service, "aws4_request"].reduce(start) { Array(Self.mac($0, $1)) }
    }

    private static func mac(_ key: [UInt8], _ text: String) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key))
    }

    /// `20261121T040000Z`.
    static func stamp(_ time: Int) -> String {
        let text = Date(timeIntervalSince1970: Double(time)).formatted(.iso8601)
        return text.filter { $0 != "-" && $0 != ":" }
    }
}
