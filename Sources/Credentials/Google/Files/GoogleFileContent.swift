/// What a credential file of Google's may hold, by its `type` (google.aip.dev/auth/4112 and following).
struct GoogleFileContent: Decodable, Sendable {
    let type: String

    // service_account
    let clientEmail, privateKey, privateKeyId, tokenUri: String?
    // authorized_user
    let clientId, clientSecret, refreshToken: String?
    // external_account
    let audience, subjectTokenType, tokenUrl, workforcePoolUserProject: String?
    let credentialSource: Source?
    let serviceAccountImpersonation: Impersonation?
    // external_account, impersonated_service_account
    let serviceAccountImpersonationUrl: String?

    /// Where an outside identity's token is.
    struct Source: Decodable, Sendable {
        struct Format: Decodable, Sendable {
            let type: String?
            let subjectTokenFieldName: String?
        }
        struct Executable: Decodable, Sendable {
            let command: String
            let timeoutMillis: Int?
            let outputFile: String?
        }
        let file, url, environmentId, regionalCredVerificationUrl: String?
        let headers: [String: String]?
        let format: Format?
        let executable: Executable?
    }

    struct Impersonation: Decodable, Sendable {
        let tokenLifetimeSeconds: Int?
    }

    /// What only an `impersonated_service_account` has.
    struct Impersonated: Decodable, Sendable {
        let serviceAccountImpersonationUrl: String
        let sourceCredentials: GoogleFileContent
        let delegates: [String]?
    }
}
