import HTTPTransport

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
}
