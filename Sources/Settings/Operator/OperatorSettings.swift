package import ImageModel
package import Registry

/// What the one who runs the program says: command line and environment. It outranks the repository, whose authors
/// are not the operator.
package struct OperatorSettings: Sendable, Hashable {
    /// By host, from `--registry-endpoint HOST=URL` and `PINNACE_REGISTRY_ENDPOINTS`.
    package var endpoints: [String: RegistryHost] = [:]
    /// From `--platform`; they stand in for the configuration's.
    package var platforms: [Platform]?
    /// Whether they are those of a cluster's nodes, of which a workload may choose some.
    package var platformsAreNodes = false
    /// Where the work tree is, for layouts inside of it; `nil` for a mirror, which has none.
    package var workTree: String?
    /// Whether the configuration is the operator's own file, outside of the repository.
    package var ownsConfiguration = false

    /// Whether the repository may name addresses of this machine: whoever runs the program in a checkout owns both, whoever
    /// runs a controller has other tenants there.
    package var sharesLoopback = true

    package init() {}
}
