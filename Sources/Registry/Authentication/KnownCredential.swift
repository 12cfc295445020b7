import Credentials

/// What became of the question for a credential, kept for the message when a registry says no.
enum KnownCredential: Hashable, Sendable {
    case none
    case some(RegistryCredential)
    /// Nobody asked: the operator has not approved the endpoint.
    case withheld
    case failed(CredentialError)

    var credential: RegistryCredential? {
        if case .some(let credential) = self { credential } else { nil }
    }
}
