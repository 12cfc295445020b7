import HTTPTransport

/// How a registry wants to be shown who asks.
enum AuthenticationScheme: Hashable, Sendable {
    case basic
    case bearer(TokenRealm)

    /// The scheme of the challenges that a registry sent: Bearer before Basic, as a token says less.
    init?(_ challenges: [AuthenticationChallenge], from endpoint: RegistryEndpoint) throws(RegistryError) {
        if let bearer = challenges.first(where: { $0.isScheme("Bearer") && $0.parameters["realm"] != nil }) {
            self = .bearer(try TokenRealm(bearer, from: endpoint))
        } else if challenges.contains(where: { $0.isScheme("Basic") }) {
            self = .basic
        } else {
            return nil
        }
    }
}
