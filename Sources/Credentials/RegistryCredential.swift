package import HTTPTransport

/// What somebody may show a registry.
package enum RegistryCredential: Hashable, Sendable {
    /// A user and a password, for Basic or to be traded for a token.
    case basic(username: String, password: Secret)
    /// An OAuth2 refresh token, which Docker's configuration calls `identitytoken`.
    case identityToken(Secret)
    /// A token that the registry itself takes, which Docker's configuration calls `registrytoken`.
    case bearer(Secret)
}
