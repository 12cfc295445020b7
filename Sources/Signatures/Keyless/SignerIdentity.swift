import ImageModel
import SwiftASN1
import X509

/// Whom a certificate of Fulcio's is for, and who said so (Fulcio, "OID information").
struct SignerIdentity: Hashable, CustomStringConvertible {
    private static let issuer: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 57264, 1, 8]
    /// The same as bare bytes, in older certificates.
    private static let bareIssuer: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 57264, 1, 1]

    /// What is neither an address nor a URI: `user!domain`.
    private static let userName: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 57264, 1, 7]

    let subject: String
    let issuer: String

    init(_ certificate: Certificate) throws(SignatureError) {
        guard let names = try? certificate.extensions.subjectAlternativeNames, names.count == 1,
            let subject = names.first.flatMap(Self.text), let issuer = Self.issuer(certificate)
        else { throw SignatureError("has a certificate that does not say whose it is") }
        self.subject = subject
        self.issuer = issuer
    }

    private static func text(_ name: GeneralName) -> String? {
        switch name {
        case .rfc822Name(let text), .uniformResourceIdentifier(let text): text
        case .otherName(let name) where name.typeID == userName:
            name.value.flatMap { try? ASN1UTF8String(asn1Any: $0) }.map { String($0) }
        default: nil
        }
    }

    private static func issuer(_ certificate: Certificate) -> String? {
        if let value = certificate.extensions[oid: issuer]?.value {
            return (try? ASN1UTF8String(derEncoded: value)).map { String($0) }
        }
        return certificate.extensions[oid: bareIssuer].flatMap { String(validating: $0.value, as: UTF8.self) }
    }

    var description: String { "'\(subject.printable(limit: 200))' of \(issuer.printable(limit: 100))" }
}

/// Who may have signed: the subject may have `*` for any text, the issuer may not.
package struct IdentityPattern: Hashable, Sendable {
    private let issuer: String
    private let subject: String

    package init(issuer: String, subject: String) throws(SignatureError) {
        guard issuer.hasPrefix("https://") else { throw SignatureError("needs the issuer's whole address, https://…") }
        guard subject.contains(where: { $0 != "*" }) else {
            throw SignatureError("needs a subject that names somebody")
        }
        self.issuer = issuer
        self.subject = subject
    }

    func matches(_ identity: SignerIdentity) -> Bool {
        identity.issuer == issuer && Self.matches(Array(identity.subject.utf8)[...], Array(subject.utf8)[...])
    }

    /// Each `*` takes the shortest text that lets the next piece follow, the last piece stands at the end.
    private static func matches(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        let pieces = pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else {
            return text.elementsEqual(pattern)
        }
        guard text.count >= first.count + last.count, text.starts(with: first), text.suffix(last.count) == last else {
            return false
        }
        var rest = text.dropFirst(first.count).dropLast(last.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
