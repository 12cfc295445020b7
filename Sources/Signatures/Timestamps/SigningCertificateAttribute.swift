import Crypto
import SwiftASN1
import X509

/// Which certificate the signer says it signed with, so that none can be put in its place (RFC 2634, 5.4; RFC 5035, 3).
struct SigningCertificateAttribute {
    static let first: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 2, 12]
    static let second: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 2, 47]

    /// `nil` for SHA-1, which the first version has.
    private let hash: HashAlgorithm?
    private let digest: [UInt8]
    private let issuer: (names: [GeneralName], serial: [UInt8])?

    /// - Parameter acceptsFirst: whether a certificate named by its SHA-1 is named well enough.
    init(_ signer: MessageSigner, acceptsFirst: Bool) throws(SignatureError) {
        if let node = try signer.attribute(Self.second) {
            guard let attribute = try? Self(node, isSecond: true) else { throw Self.unreadable }
            self = attribute
        } else if acceptsFirst, let node = try signer.attribute(Self.first) {
            guard let attribute = try? Self(node, isSecond: false) else { throw Self.unreadable }
            self = attribute
        } else {
            throw SignatureError("has a timestamp that does not say which certificate signed it")
        }
    }

    private static var unreadable: SignatureError { SignatureError("has a timestamp that cannot be read") }

    /// The first of the certificates is the signer's.
    private init(_ node: ASN1Node, isSecond: Bool) throws {
        guard node.identifier == .sequence, let list = try node.children.first, let entry = try list.children.first
        else { throw Malformed() }
        var parts = try entry.children[...]
        if isSecond, parts.first?.identifier == .sequence {
            guard let name = parts.popFirst(), let hash = HashAlgorithm(try AlgorithmName(name).identifier) else {
                throw Malformed()
            }
            self.hash = hash
        } else {
            hash = isSecond ? .sha256 : nil
        }
        guard let digest = parts.popFirst() else { throw Malformed() }
        self.digest = Array(try ASN1OctetString(berEncoded: digest).bytes)
        issuer = try parts.popFirst().map(Self.issuer)
    }

    private static func issuer(_ node: ASN1Node) throws -> (names: [GeneralName], serial: [UInt8]) {
        let parts = try node.children
        guard parts.count >= 2 else { throw Malformed() }
        return (
            try parts[0].children.map { try GeneralName(derEncoded: $0) },
            Array(try ArraySlice<UInt8>(derEncoded: parts[1]))
        )
    }

    /// - Parameter encoded: the certificate in DER.
    func names(_ certificate: Certificate, _ encoded: [UInt8]) -> Bool {
        let found = hash.map { $0.hash(encoded) } ?? Array(Insecure.SHA1.hash(data: encoded))
        guard found == digest else { return false }
        guard let issuer else { return true }
        return issuer.names == [.directoryName(certificate.issuer)]
            && issuer.serial == Array(certificate.serialNumber.bytes)
    }
}
