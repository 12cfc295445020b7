import SwiftASN1
import X509

/// `SignerInfo` of CMS (RFC 5652, 5.3), whose attributes are what is signed.
struct MessageSigner {
    static let contentType: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 3]
    static let messageDigest: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 4]

    enum Name {
        case issued(by: DistinguishedName, serial: [UInt8])
        case key(identifier: [UInt8])

        fileprivate var version: Int {
            switch self {
            case .issued: 1
            case .key: 3
            }
        }
    }

    let name: Name
    let digest: AlgorithmName
    private let attributes: [ASN1ObjectIdentifier: [ASN1Node]]
    /// The attributes under the tag of a set, as RFC 5652, 5.4 has them signed.
    let signedBytes: [UInt8]
    let algorithm: AlgorithmName
    let signature: [UInt8]

    init(_ node: ASN1Node) throws {
        var nodes = try node.children.makeIterator()
        func next() throws -> ASN1Node {
            guard let node = nodes.next() else { throw Malformed() }
            return node
        }
        guard node.identifier == .sequence else { throw Malformed() }
        let version = try Int(derEncoded: next())
        name = try Self.name(next())
        guard version == name.version else { throw Malformed() }
        digest = try AlgorithmName(next())
        let signed = try next()
        guard signed.identifier == ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific) else {
            throw Malformed()
        }
        attributes = try Self.attributes(signed)
        signedBytes = [0x31] + signed.encodedBytes.dropFirst()
        algorithm = try AlgorithmName(next())
        signature = Array(try ASN1OctetString(berEncoded: next()).bytes)
    }

    private static func name(_ node: ASN1Node) throws -> Name {
        if node.identifier == ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific) {
            let key = try ASN1OctetString(berEncoded: node, withIdentifier: node.identifier)
            return .key(identifier: Array(key.bytes))
        }
        let parts = try node.children
        guard node.identifier == .sequence, parts.count == 2 else { throw Malformed() }
        return .issued(
            by: try DistinguishedName(derEncoded: parts[0]),
            serial: Array(try ArraySlice<UInt8>(derEncoded: parts[1])))
    }

    /// Each may stand there once (RFC 5652, 5.3 and 11).
    private static func attributes(_ node: ASN1Node) throws -> [ASN1ObjectIdentifier: [ASN1Node]] {
        var attributes: [ASN1ObjectIdentifier: [ASN1Node]] = [:]
        for attribute in try node.children {
            let parts = try attribute.children
            guard attribute.identifier == .sequence, parts.count == 2, parts[1].identifier == .set else {
                throw Malformed()
            }
            let type = try ASN1ObjectIdentifier(derEncoded: parts[0])
            guard attributes.updateValue(try parts[1].children, forKey: type) == nil else { throw Malformed() }
        }
        return attributes
    }

    /// The attribute's value, of which it has to have one.
    func attribute(_ type: ASN1ObjectIdentifier) throws(SignatureError) -> ASN1Node? {
        guard let values = attributes[type] else { return nil }
        guard values.count == 1 else { throw SignatureError("has a timestamp that cannot be read") }
        return values[0]
    }

    func isMade(by certificate: Certificate) -> Bool {
        switch name {
        case .issued(let issuer, let serial):
            return certificate.issuer == issuer && Array(certificate.serialNumber.bytes) == serial
        case .key(let identifier):
            let held = try? certificate.extensions.subjectKeyIdentifier
            return held.map { Array($0.keyIdentifier) } == identifier
        }
    }
}
