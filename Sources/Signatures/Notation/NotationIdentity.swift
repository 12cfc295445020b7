import SwiftASN1
import X509

/// Who may sign: `x509.subject: C=US, ST=WA, O=Acme`, or `*` for everybody whom the trust store vouches for
/// (notaryproject/specifications, "Trust Policy": trusted identities).
package struct NotationIdentity: Hashable, Sendable {
    private static let prefix = "x509.subject:"
    private static let types: [String: ASN1ObjectIdentifier] = [
        "C": [2, 5, 4, 6], "ST": [2, 5, 4, 8], "S": [2, 5, 4, 8], "L": [2, 5, 4, 7], "O": [2, 5, 4, 10],
        "OU": [2, 5, 4, 11], "CN": [2, 5, 4, 3], "STREET": [2, 5, 4, 9],
    ]

    /// All of them have to stand in the signer's name; none for everybody.
    private let attributes: [String: String]

    package init(_ text: String) throws(SignatureError) {
        guard text != "*" else {
            attributes = [:]
            return
        }
        guard text.hasPrefix(Self.prefix) else {
            throw SignatureError("is neither '*' nor 'x509.subject: C=…, ST=…, O=…'")
        }
        var attributes: [String: String] = [:]
        for part in Self.parts(text.dropFirst(Self.prefix.count)) {
            guard let equals = part.firstIndex(of: "=") else {
                throw SignatureError("has '\(part)', which is not TYPE=VALUE")
            }
            let type = part[..<equals].uppercased()
            let value = String(part[part.index(after: equals)...])
            guard let known = Self.types[type].map({ "\($0)" }), !value.isEmpty else {
                throw SignatureError("has '\(part)', which names none of C, ST, L, O, OU, CN, STREET")
            }
            guard attributes.updateValue(value, forKey: known) == nil else { throw SignatureError("has \(type) twice") }
        }
        for type in ["C", "ST", "O"] where attributes[Self.types[type].map { "\($0)" } ?? ""] == nil {
            throw SignatureError("needs C, ST and O at least")
        }
        self.attributes = attributes
    }

    /// At commas that no backslash stands before.
    private static func parts(_ text: Substring) -> [String] {
        var parts = [""]
        var isEscaped = false
        for character in text {
            if !isEscaped, character == "\\" {
                isEscaped = true
                continue
            }
            if !isEscaped, character == "," { parts.append("") } else { parts[parts.count - 1].append(character) }
            isEscaped = false
        }
        return parts.map { part in
            let start = part.drop(while: \.isWhitespace)
            return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
        }
    }

    func matches(_ subject: DistinguishedName) -> Bool {
        var found: [String: Set<String>] = [:]
        for attribute in subject.flatMap({ $0 }) {
            if let value = String(attribute.value) { found["\(attribute.type)", default: []].insert(value) }
        }
        return attributes.allSatisfy { found[$0.key] == [$0.value] }
    }
}
