/// One challenge of a `WWW-Authenticate` header (RFC 9110, section 11.6.1).
package struct AuthenticationChallenge: Hashable, Sendable {
    /// As spelled by the server; compare with ``isScheme(_:)``.
    package let scheme: String
    /// By lower-case name. The first value counts where a name comes twice.
    package let parameters: [String: String]
    /// What follows the scheme where it is not a list of parameters (`Negotiate YII…`).
    package let token: String?

    package init(scheme: String, parameters: [String: String] = [:], token: String? = nil) {
        self.scheme = scheme
        self.parameters = parameters
        self.token = token
    }

    package func isScheme(_ name: String) -> Bool { scheme.lowercased() == name.lowercased() }

    /// Every challenge of a header, in order. What can't be read is skipped up to the next comma.
    package static func parse(_ header: String) -> [AuthenticationChallenge] {
        var parser = AuthenticationChallengeParser(header)
        return parser.challenges()
    }
}

extension HTTPHeaders {
    /// The challenges of all `WWW-Authenticate` headers, in order.
    package var challenges: [AuthenticationChallenge] {
        values("www-authenticate").flatMap(AuthenticationChallenge.parse)
    }
}
