/// The places that credentials for AWS come from, in one region and with one set of settings.
struct AWSSources: Sendable {
    /// No region is called so.
    static let instanceKey = "instance"

    let settings: AWSSettings
    let region: String
    let http: CloudHTTP
    /// What does not depend on the region is fetched once for all of them.
    let shared: Leases<String, AWSCredentials?>

    var tokens: AWSTokenService { AWSTokenService(settings: settings, region: region, http: http) }

    /// What a profile is by itself, in botocore's order; a web identity may also be the environment's.
    ///
    /// - Parameter environment: empty for a profile that another names as its source.
    func identity(
        of profile: AWSProfile?, environment: [String: String]
    ) async throws(CredentialError) -> Lease<AWSCredentials?>? {
        if let found = try await webIdentity(profile, environment) { return found }
        guard let profile else { return nil }
        if let found = try await signOn(profile) { return found }
        if let keys = profile.keysOfCredentialsFile { return Lease(keys, seconds: nil) }
        if let name = profile["login_session"] {
            return try AWSLoginSession(
                name: name, profile: profile, environment: settings.environment, clock: http.clock
            ).credentials()
        }
        if let command = profile["credential_process"] {
            let keys = try await AWSCredentialProcess(command, profile: profile, settings.environment).keys()
            return Lease(keys.credentials, seconds: keys.expiration?.seconds.map { $0 - http.clock.now })
        }
        return profile.keysOfConfigFile.map { Lease($0, seconds: nil) }
    }

    private func webIdentity(
        _ profile: AWSProfile?, _ environment: [String: String]
    ) async throws(CredentialError) -> Lease<AWSCredentials?>? {
        func value(_ variable: String, _ key: String) -> String? { environment.setting(variable) ?? profile?[key] }
        guard let file = value("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else { return nil }
        guard let role = value("AWS_ROLE_ARN", "role_arn") else {
            throw CredentialError(
                .invalidSetting, subject: "AWS_ROLE_ARN", message: "is not set, and a web identity needs its role")
        }
        return try await tokens.assume(
            role, webIdentity: try CloudFile.token(file), session: value("AWS_ROLE_SESSION_NAME", "role_session_name"))
    }

    private func signOn(_ profile: AWSProfile) async throws(CredentialError) -> Lease<AWSCredentials?>? {
        guard profile["sso_account_id"] != nil || profile["sso_role_name"] != nil else { return nil }
        return try await AWSSignOn(profile: profile, settings: settings, http: http).credentials()
    }

    func container() async throws(CredentialError) -> Lease<AWSCredentials?>? {
        guard let container = AWSContainer(environment: settings.environment, http: http) else { return nil }
        return try await container.credentials()
    }

    /// - Returns: a lease of `nil` where this is no instance.
    func instance() async throws(CredentialError) -> Lease<AWSCredentials?> {
        if settings.environment.setting("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" { return .nothing() }
        let instance = AWSInstance(settings: settings, http: http)
        let keys = try await shared.value(for: Self.instanceKey) { () async throws(CredentialError) in
            try await instance.credentials()
        }
        return Lease(keys, seconds: nil)
    }
}
