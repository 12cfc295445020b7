import SwiftASN1

/// `AlgorithmIdentifier` (RFC 5280, 4.1.1.2).
struct AlgorithmName {
    let identifier: ASN1ObjectIdentifier
    let parameters: ASN1Node?

    init(_ node: ASN1Node) throws {
        self = try BER.sequence(node, identifier: .sequence) { nodes in
            AlgorithmName(try ASN1ObjectIdentifier(derEncoded: &nodes), parameters: nodes.next())
        }
    }

    private init(_ identifier: ASN1ObjectIdentifier, parameters: ASN1Node?) {
        self.identifier = identifier
        self.parameters = parameters
    }
}

/// How a signer of CMS signs (RFC 5754; RFC 4056 for PSS; RFC 8419 for Ed25519).
struct SignatureScheme {
    enum Kind { case pkcs1, pss, ecdsa, ed25519 }

    let kind: Kind
    let hash: HashAlgorithm

    /// - Parameter digest: what the signer hashes with, where the name of the algorithm does not say it.
    /// - Returns: `nil` for any other.
    init?(_ name: AlgorithmName, digest: HashAlgorithm) {
        switch name.identifier {
        case [1, 2, 840, 113549, 1, 1, 1]: (kind, hash) = (.pkcs1, digest)
        case [1, 2, 840, 113549, 1, 1, 11]: (kind, hash) = (.pkcs1, .sha256)
        case [1, 2, 840, 113549, 1, 1, 12]: (kind, hash) = (.pkcs1, .sha384)
        case [1, 2, 840, 113549, 1, 1, 13]: (kind, hash) = (.pkcs1, .sha512)
        case [1, 2, 840, 113549, 1, 1, 10]:
            guard let hash = try? name.parameters.flatMap(Self.hash) else { return nil }
            (kind, self.hash) = (.pss, hash)
        case [1, 2, 840, 10045, 2, 1]: (kind, hash) = (.ecdsa, digest)
        case [1, 2, 840, 10045, 4, 3, 2]: (kind, hash) = (.ecdsa, .sha256)
        case [1, 2, 840, 10045, 4, 3, 3]: (kind, hash) = (.ecdsa, .sha384)
        case [1, 2, 840, 10045, 4, 3, 4]: (kind, hash) = (.ecdsa, .sha512)
        case [1, 3, 101, 112]: (kind, hash) = (.ed25519, digest)
        default: return nil
        }
    }

    /// `RSASSA-PSS-params`, whose hash is SHA-1 where none is named. That the mask's and the salt's go with it shows in
    /// the signature.
    private static func hash(_ parameters: ASN1Node) throws -> HashAlgorithm? {
        try BER.sequence(parameters, identifier: .sequence) { nodes in
            let name = try BER.optionalExplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
                try AlgorithmName($0)
            }
            while nodes.next() != nil {}
            return name.flatMap { HashAlgorithm($0.identifier) }
        }
    }
}
