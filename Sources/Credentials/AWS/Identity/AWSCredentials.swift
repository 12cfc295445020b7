import HTTPTransport

/// What signs a request to AWS.
struct AWSCredentials: Hashable, Sendable {
    let accessKeyID: String
    let secretAccessKey: Secret
    var sessionToken: Secret?

    init(accessKeyID: String, secretAccessKey: Secret, sessionToken: Secret? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }

    init?(environment: [String: String]) {
        guard let id = environment.setting("AWS_ACCESS_KEY_ID"),
            let secret = environment.setting("AWS_SECRET_ACCESS_KEY")
        else { return nil }
        self.init(
            accessKeyID: id, secretAccessKey: Secret(secret),
            sessionToken: environment.setting("AWS_SESSION_TOKEN").map(Secret.init))
    }

    /// How STS, containers, instances and programs write them, each with other names.
    struct Answer: Decodable, Sendable {
        let accessKeyId: String
        let secretAccessKey: String
        /// Containers and instances.
        let token: String?
        /// STS and programs.
        let sessionToken: String?
        let expiration: Time?

        var credentials: AWSCredentials {
            AWSCredentials(
                accessKeyID: accessKeyId, secretAccessKey: Secret(secretAccessKey),
                sessionToken: (token ?? sessionToken).map(Secret.init)
            )
        }

        func lease(_ response: HTTPResponse, _ clock: CloudClock) -> Lease<AWSCredentials?> {
            Lease(credentials, seconds: clock.seconds(until: expiration?.seconds, in: response))
        }
    }

    /// Text, seconds (STS' JSON) or milliseconds (IAM Identity Center) since 1970.
    struct Time: Decodable, Sendable {
        let seconds: Int?

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Double.self) {
                seconds = Int(exactly: (number > 100_000_000_000 ? number / 1000 : number).rounded())
            } else {
                seconds = CloudTime.seconds(try value.decode(String.self))
            }
        }
    }
}
