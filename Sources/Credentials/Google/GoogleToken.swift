/// What Google's token services answer.
struct GoogleToken: Decodable, Sendable {
    // Named as they are in JSON.
    let access_token: String
    let expires_in: Int?

    static let scope = "https://www.googleapis.com/auth/cloud-platform"
}
