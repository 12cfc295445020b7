/// Who this process is to AWS, asked for in the order of AWS' own clients: environment, profile, web identity, container,
/// instance.
struct AWSIdentity: Sendable {
    let environment: [String: String]
    let http: CloudHTTP
    private let leases = Leases<String, AWSCredentials?>()

    init(environment: [String: String], http: CloudHTTP) {
        self.environment = environment
        self.http = http
    }

    /// - Parameter region: whose token service is asked where no region is set.
    /// - Returns: `nil` where this machine has no identity at AWS.
    func credentials(region: String) async throws(CredentialError) -> AWSCredentials? {
        if let keys = AWSCredentials(environment: environment) { return keys }
        return try await leases.value(for: region) { () async throws(CredentialError) in try await find(region) }
    }

    /// Anew, after AWS refused what was had before.
    func renewed(region: String) async throws(CredentialError) -> AWSCredentials? {
        await leases.forget(region)
        await leases.forget(AWSSources.instanceKey)
        return try await credentials(region: region)
    }

    /// What the settings say of services, too.
    func settings() throws(CredentialError) -> AWSSettings { try AWSSettings(environment: environment) }

    private func find(_ region: String) async throws(CredentialError) -> Lease<AWSCredentials?> {
        let settings = try settings()
        let sources = AWSSources(
            settings: settings, region: try settings.region(else: region), http: http, shared: leases)
        if let profile = settings.profile, profile.assumesRole { return try await sources.assumeRole(profile) }
        if let found = try await sources.identity(of: settings.profile, environment: environment) { return found }
        if let found = try await sources.container() { return found }
        return try await sources.instance()
    }
}
