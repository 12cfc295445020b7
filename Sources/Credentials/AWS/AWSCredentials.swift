import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What signs a request to AWS.
struct AWSCredentials: Hashable, Sendable {
    let accessKeyID: String
    let secretAccessKey: Secret
    var sessionToken: Secret?

    /// How STS, containers and instances write them, each with other names.
    struct Answer: Decodable, Sendable {
        let accessKeyId: String
        let secretAccessKey: String
        let token: String?
        let expiration: String?

        var credentials: AWSCredentials {
            AWSCredentials(
                accessKeyID: accessKeyId, secretAccessKey: Secret(secretAccessKey), sessionToken: token.map(Secret.init)
            )
        }
    }

    /// From now to an end in ISO 8601, by the clock of the server that said it where the answer shows one.
    static func seconds(until end: String?, _ response: HTTPResponse) -> Int? {
        guard let end, let date = try? Date(end, strategy: .iso8601) else { return nil }
        let now = response.headers["Date"].flatMap(HTTPDate.parse) ?? Int(Date().timeIntervalSince1970)
        return Int(date.timeIntervalSince1970) - now
    }
}
