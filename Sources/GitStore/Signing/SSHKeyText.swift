/// A public key written out where a file could be named, as `user.signingKey` allows (git-config(1)).
package struct SSHKeyText: Hashable, Sendable {
    package let text: String

    /// `nil` for anything else, such as a path.
    package init?(_ text: String) {
        let literal = "key::"
        if text.hasPrefix(literal) {
            self.text = String(text.dropFirst(literal.count))
        } else if ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"].contains(where: text.hasPrefix), text.contains(" ") {
            self.text = text
        } else {
            return nil
        }
    }

    /// Short enough for a message; a public key is no secret, only long.
    static func shown(_ key: String) -> String { key.count > 60 ? "\(key.prefix(57))…" : key }
}

/// Paths as git's settings write them.
package enum HomePath {
    /// With the user's home for a leading `~/`.
    package static func expanded(_ path: String, _ environment: [String: String]) -> String {
        guard path.hasPrefix("~/"), let home = environment["HOME"] else { return path }
        return home + path.dropFirst()
    }
}
