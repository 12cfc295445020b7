/// The cloud that a registry belongs to, and with it who can log in there without a password.
package enum RegistryCloud: Hashable, Sendable {
    case google
    /// - Parameter region: as the host's name says it.
    case aws(region: String)
    case azure

    /// `nil` for a host that is no cloud's as a whole.
    package init?(host: String) {
        if GoogleHost.matches(host) {
            self = .google
        } else if let registry = ECRHost(host) {
            self = .aws(region: registry.region)
        } else if AzureHost.matches(host) {
            self = .azure
        } else {
            return nil
        }
    }
}
