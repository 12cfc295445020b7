import SwiftASN1
import X509

/// Certificates that signers' have to lead to.
package struct TrustStore: Sendable {
    let certificates: [Certificate]

    /// Reads every certificate of a PEM file.
    package init(pem text: String) throws(SignatureError) {
        var certificates: [Certificate] = []
        for block in try PEM.blocks(text) where block.label == "CERTIFICATE" {
            guard let certificate = try? Certificate(derEncoded: block.bytes) else {
                throw SignatureError("has a certificate that cannot be read")
            }
            certificates.append(certificate)
        }
        guard !certificates.isEmpty else { throw SignatureError("holds no PEM block 'CERTIFICATE'") }
        self.certificates = certificates
    }

    package mutating func add(_ other: TrustStore) { self = TrustStore(certificates + other.certificates) }

    init(_ certificates: [Certificate]) {
        self.certificates = certificates
    }
}

extension TrustStore {
    /// What a store's certificates are trusted with (notaryproject/specifications, "Trust Store"): those who vouch for
    /// signers do not say when anything was signed, and the other way around.
    package enum Kind: String, Sendable, CaseIterable {
        case authority = "ca"
        case signingAuthority
        case timestampAuthority = "tsa"
    }

    /// The store that signatures are checked with, by the name that the policy uses.
    package struct Name: Hashable, Sendable, CustomStringConvertible {
        package let kind: Kind
        package let text: String

        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }

        /// As the operator writes it: `acme` or `ca:acme`, `signingAuthority:acme`, `tsa:acme`.
        ///
        /// - Returns: `nil` where another word stands before the colon.
        package init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                self.init(.authority, text)
                return
            }
            guard let kind = Kind(rawValue: String(parts[0])), !parts[1].isEmpty else { return nil }
            self.init(kind, String(parts[1]))
        }

        package var description: String { kind == .authority ? text : "\(kind.rawValue):\(text)" }
    }
}
