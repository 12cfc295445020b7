/// A role and how it is taken over.
struct AssumedRole: Sendable {
    static let defaultSession = "pinnace"

    let arn: String
    let session: String?
    let externalID: String?
    let durationSeconds: Int?

    init(_ profile: AWSProfile) throws(CredentialError) {
        arn = try profile.need("role_arn")
        session = profile["role_session_name"]
        externalID = profile["external_id"]
        durationSeconds = profile["duration_seconds"].flatMap(Int.init)
    }

    /// In botocore's order, as the signature is made over the bytes.
    var fields: [(name: String, value: String)] {
        let given: [(name: String, value: String?)] = [
            ("RoleSessionName", session), ("ExternalId", externalID),
            ("DurationSeconds", durationSeconds.map { "\($0)" }),
            ("RoleArn", arn), ("RoleSessionName", session == nil ? Self.defaultSession : nil),
        ]
        return given.compactMap { field in field.value.map { (field.name, $0) } }
    }
}
