import HTTPTransport

/// A section of AWS' files (SDK reference, "Shared config and credentials files").
struct AWSProfile: Sendable {
    let name: String
    /// Of the `config` file.
    var configured: [String: String] = [:]
    /// Of the `credentials` file, whose word counts first.
    var credentials: [String: String] = [:]

    init(_ name: String) {
        self.name = name
    }

    /// A setting by its key, which is written small.
    subscript(key: String) -> String? {
        (credentials[key] ?? configured[key]).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether it takes over a role by the keys of somebody else.
    var assumesRole: Bool { self["role_arn"] != nil && self["web_identity_token_file"] == nil }

    var hasKeys: Bool { self["aws_access_key_id"] != nil || self["aws_secret_access_key"] != nil }

    var keysOfCredentialsFile: AWSCredentials? { AWSCredentials(profile: credentials) }
    var keysOfConfigFile: AWSCredentials? { AWSCredentials(profile: configured) }

    func invalid(_ message: String) -> CredentialError {
        CredentialError(.invalidSetting, subject: "AWS profile \(name)", message: message)
    }

    func need(_ key: String) throws(CredentialError) -> String {
        guard let value = self[key] else { throw invalid("has no \(key)") }
        return value
    }
}

extension AWSCredentials {
    /// The long-lived keys of a profile.
    init?(profile: [String: String]) {
        guard let id = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] else { return nil }
        self.init(
            accessKeyID: id, secretAccessKey: Secret(secret),
            sessionToken: profile["aws_session_token"].map(Secret.init))
    }
}
