import SwiftASN1

/// `SignedData` of CMS (RFC 5652, 5.1), as far as a timestamp needs it. Nothing of it is checked.
struct SignedMessage {
    /// Bytes that a TSA has no need of; a token takes a few thousand.
    private static let maximumBytes = 256 << 10
    private static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 2]

    let contentType: ASN1ObjectIdentifier
    let content: [UInt8]
    /// In DER, in the order that they stand in.
    let certificates: [[UInt8]]
    let signers: [MessageSigner]

    init(_ bytes: [UInt8]) throws(SignatureError) {
        guard bytes.count <= Self.maximumBytes, let message = try? Self(reading: bytes) else {
            throw SignatureError("has a timestamp that cannot be read")
        }
        self = message
    }

    /// `ContentInfo` around `SignedData`, in BER, as authorities may write it.
    private init(reading bytes: [UInt8]) throws {
        self = try BER.sequence(try BER.parse(bytes), identifier: .sequence) { nodes in
            guard try ASN1ObjectIdentifier(derEncoded: &nodes) == Self.signedData else { throw Malformed() }
            return try BER.explicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
                try Self(signedData: $0)
            }
        }
    }

    private init(signedData: ASN1Node) throws {
        self = try BER.sequence(signedData, identifier: .sequence) { nodes in
            _ = try Int(derEncoded: &nodes)
            guard nodes.next()?.identifier == .set, let content = nodes.next() else { throw Malformed() }
            let (type, bytes) = try Self.content(content)
            let certificates = try BER.optionalImplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
                try $0.children.filter { $0.identifier == .sequence }.map { Array($0.encodedBytes) }
            }
            _ = BER.optionalImplicitlyTagged(&nodes, tagNumber: 1, tagClass: .contextSpecific) { $0 }
            guard let signers = nodes.next(), signers.identifier == .set else { throw Malformed() }
            return SignedMessage(
                contentType: type, content: bytes, certificates: certificates ?? [],
                signers: try signers.children.map(MessageSigner.init))
        }
    }

    private init(
        contentType: ASN1ObjectIdentifier, content: [UInt8], certificates: [[UInt8]], signers: [MessageSigner]
    ) {
        self.contentType = contentType
        self.content = content
        self.certificates = certificates
        self.signers = signers
    }

    /// A timestamp stands inside its signature: one without content signs something else.
    private static func content(_ node: ASN1Node) throws -> (ASN1ObjectIdentifier, [UInt8]) {
        try BER.sequence(node, identifier: .sequence) { nodes in
            let type = try ASN1ObjectIdentifier(derEncoded: &nodes)
            let bytes = try BER.explicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
                try ASN1OctetString(berEncoded: $0)
            }
            return (type, Array(bytes.bytes))
        }
    }
}

/// What is not as ASN.1 has it; said in words by those who know what was read.
struct Malformed: Error {}

extension ASN1Node {
    var children: [ASN1Node] {
        get throws {
            guard case .constructed(let nodes) = content else { throw Malformed() }
            return Array(nodes)
        }
    }
}
