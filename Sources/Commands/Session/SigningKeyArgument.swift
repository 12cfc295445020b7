import GitStore
import ImageModel
import Settings

/// The key that the operator names: `ssh:FILE`, `openpgp:KEY`, or without the kind where it shows.
struct SigningKeyArgument: Hashable, Sendable {
    let format: CommitSigner.Format
    let key: String

    /// - Parameter subject: the flag or variable, for the error.
    init(_ text: String, subject: String) throws(ConfigurationError) {
        for format in [CommitSigner.Format.ssh, .openpgp] where text.hasPrefix("\(format.rawValue):") {
            self.format = format
            key = String(text.dropFirst(format.rawValue.count + 1))
            guard !key.isEmpty else { throw Self.unclear(text, subject) }
            return
        }
        guard let format = Self.format(of: text) else { throw Self.unclear(text, subject) }
        self.format = format
        key = text
    }

    private static func format(of text: String) -> CommitSigner.Format? {
        if SSHKeyText(text) != nil { return .ssh }
        let digits = text.hasPrefix("0x") ? text.dropFirst(2) : text[...]
        if (8...40).contains(digits.count), digits.allSatisfy(\.isHexDigit) { return .openpgp }
        if text.contains("@") { return .openpgp }
        return text.contains("/") ? .ssh : nil
    }

    private static func unclear(_ text: String, _ subject: String) -> ConfigurationError {
        ConfigurationError(
            subject,
            "'\(text.printable(limit: 60))' shows no kind of key; write ssh:FILE, or openpgp: and a fingerprint")
    }
}
