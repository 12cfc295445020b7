import HTTPTransport

/// What Google's token services answer.
struct GoogleToken: Decodable, Sendable {
    static let scope = "https://www.googleapis.com/auth/cloud-platform"
    /// Of a token that is there to take over a service account alone.
    static let impersonationScope = "https://www.googleapis.com/auth/iam"

    let accessToken: String
    let expiresIn: WrittenNumber?

    var lease: Lease<Secret> { Lease(Secret(accessToken), seconds: expiresIn?.value) }
}
