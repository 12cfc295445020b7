import ImageModel

/// A cloud's credentials, each fetched once however many want it, kept in memory and renewed before it ends. A refusal is
/// kept for seconds, so that a run of hundreds of images does not ask for each of them.
struct LeasedCredentials<Cloud: CloudProvider>: CredentialProvider {
    private let cloud: Cloud
    private let leases: Leases<Cloud.Registry, RegistryCredential?>
    private let renewals: Renewals<Cloud.Registry>

    /// - Parameter pause: a registry that refuses whatever it is shown does not make a new token for each request.
    init(
        _ cloud: Cloud, keepingFailures failureLife: Duration = .seconds(15),
        renewingAfter pause: Duration = .seconds(60)
    ) {
        self.cloud = cloud
        leases = Leases(keepingFailures: failureLife)
        renewals = Renewals(pause: pause)
    }

    func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
        guard let registry = cloud.registry(repository.host) else { return nil }
        let cloud = cloud
        return try await leases.value(for: registry) { () async throws(CredentialError) in
            try await cloud.lease(for: registry)
        }
    }

    func renewed(
        _ refused: RegistryCredential, for repository: ImageRepository
    ) async throws(CredentialError) -> RegistryCredential? {
        guard let registry = cloud.registry(repository.host) else { return nil }
        // Somebody else may have had it renewed.
        let current = try await credential(for: repository)
        guard current == refused, renewals.begin(registry) else { return current == refused ? nil : current }
        await leases.forget(registry)
        let another = try await credential(for: repository)
        return another == refused ? nil : another
    }
}
