/// What Google's token services answer.
struct GoogleToken: Decodable, Sendable {
    let accessToken: String
    let expiresIn: Int?

    static let scope = "https://www.googleapis.com/auth/cloud-platform"
}
