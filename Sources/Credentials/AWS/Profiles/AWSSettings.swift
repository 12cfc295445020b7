/// What the environment and the profile that it names say.
struct AWSSettings: Sendable {
    let environment: [String: String]
    let profiles: AWSProfiles
    let profile: AWSProfile?

    /// - Throws: `invalidSetting` where `AWS_PROFILE` names a profile that is not there.
    init(environment: [String: String]) throws(CredentialError) {
        self.environment = environment
        profiles = try AWSProfiles(environment: environment)
        let named = environment.setting("AWS_PROFILE") ?? environment.setting("AWS_DEFAULT_PROFILE")
        profile = profiles[named ?? "default"]
        let hasKeys = AWSCredentials(environment: environment) != nil
        if named != nil, profile == nil, !hasKeys {
            throw CredentialError(
                .invalidSetting, subject: "AWS_PROFILE", message: "names a profile that AWS' files do not have")
        }
    }

    var usesFIPS: Bool { isOn("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint") }
    var usesDualStack: Bool { isOn("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint") }

    /// The region that is set, else another.
    ///
    /// - Throws: `invalidSetting` for text that cannot be part of an address.
    func region(else other: String) throws(CredentialError) -> String {
        let name = namedRegion ?? other
        guard ECRHost.isRegion(name) else {
            throw CredentialError(.invalidSetting, subject: "AWS_REGION", message: "is no region of AWS")
        }
        return name
    }

    var namesRegion: Bool { namedRegion != nil }

    private var namedRegion: String? {
        environment.setting("AWS_REGION") ?? environment.setting("AWS_DEFAULT_REGION") ?? profile?["region"]
    }

    /// The environment's word, else the profile's.
    func value(_ variable: String, _ key: String) -> String? { environment.setting(variable) ?? profile?[key] }

    func isOn(_ variable: String, _ key: String) -> Bool { value(variable, key)?.lowercased() == "true" }
}
