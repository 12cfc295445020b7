/// One cloud: which registries are its own, and what this machine's identity there is worth at one of them.
protocol CloudProvider: Sendable {
    associatedtype Registry: Hashable, Sendable

    /// - Returns: `nil` for a host that is not this cloud's as a whole.
    func registry(_ host: String) -> Registry?

    /// - Returns: a lease of `nil` where this machine has no identity at the cloud.
    func lease(for registry: Registry) async throws(CredentialError) -> Lease<RegistryCredential?>
}
