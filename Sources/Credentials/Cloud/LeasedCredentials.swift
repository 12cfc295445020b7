import ImageModel

/// A cloud's credentials, each fetched once however many want it, kept in memory and renewed before it ends. A refusal is
/// kept for seconds, so that a run of hundreds of images does not ask for each of them.
struct LeasedCredentials<Cloud: CloudProvider>: CredentialProvider {
    private let cloud: Cloud
    private let leases: Leases<Cloud.Registry, RegistryCredential?>

    init(_ cloud: Cloud, keepingFailures failureLife: Duration = .seconds(15)) {
        self.cloud = cloud
        leases = Leases(keepingFailures: failureLife)
    }

    func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
        guard let registry = cloud.registry(repository.host) else { return nil }
        let cloud = cloud
        return try await leases.value(for: registry) { () async throws(CredentialError) in
            try await cloud.lease(for: registry)
        }
    }
}
