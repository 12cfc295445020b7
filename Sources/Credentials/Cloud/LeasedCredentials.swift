import ImageModel

/// A cloud's credentials, each fetched once however many want it, kept in memory and renewed before it ends.
struct LeasedCredentials<Cloud: CloudProvider>: CredentialProvider {
    private let cloud: Cloud
    private let leases = Leases<Cloud.Registry, RegistryCredential?>()

    init(_ cloud: Cloud) {
        self.cloud = cloud
    }

    func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
        guard let registry = cloud.registry(repository.host) else { return nil }
        let cloud = cloud
        return try await leases.value(for: registry) { () async throws(CredentialError) in
            try await cloud.lease(for: registry)
        }
    }
}
