#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension NotationEnvelope {
    /// Labels of COSE's headers (RFC 9052, 3.1; RFC 9360 for the chain).
    private enum Label {
        static let algorithm = CBOR.integer(1)
        static let critical = CBOR.integer(2)
        static let contentType = CBOR.integer(3)
        static let chain = CBOR.integer(33)
    }

    /// COSE_Sign1 (RFC 9052, 4.2), with its tag 18.
    static func cose(_ bytes: [UInt8]) throws(SignatureError) -> NotationEnvelope {
        guard case .tagged(18, .array(let parts)) = try CBOR.read(bytes), parts.count == 4,
            case .bytes(let head) = parts[0], case .map(let unprotected) = parts[1],
            case .bytes(let payload) = parts[2], case .bytes(let signature) = parts[3],
            case .map(let protected) = try CBOR.read(head), case .integer(let algorithm) = protected[Label.algorithm]
        else { throw CBORReader.malformed }
        let structure =
            CBOR.head(4, 4) + CBOR.head(3, 10) + Array("Signature1".utf8) + CBOR.head(2, head.count) + head
            + CBOR.head(2, 0) + CBOR.head(2, payload.count) + payload
        return NotationEnvelope(
            algorithm: try NotationAlgorithm(label: algorithm), message: structure, signature: signature,
            certificates: try chain(unprotected[Label.chain]), payload: payload, attributes: try attributes(protected),
            timestamp: try timestamp(unprotected[.text(Attributes.timestamp)]))
    }

    private static func timestamp(_ value: CBOR?) throws(SignatureError) -> [UInt8]? {
        switch value {
        case nil: return nil
        case .bytes(let bytes)?: return bytes
        default: throw CBORReader.malformed
        }
    }

    /// One certificate stands alone, more of them in a list.
    private static func chain(_ value: CBOR?) throws(SignatureError) -> [[UInt8]] {
        let list: [CBOR]
        switch value {
        case .bytes: list = [value].compactMap(\.self)
        case .array(let values): list = values
        default: throw CBORReader.malformed
        }
        var chain: [[UInt8]] = []
        for entry in list {
            guard case .bytes(let bytes) = entry else { throw CBORReader.malformed }
            chain.append(bytes)
        }
        return chain
    }

    private static func attributes(_ protected: [CBOR: CBOR]) throws(SignatureError) -> Attributes {
        var attributes = Attributes()
        for case .text(let name) in protected.keys { attributes.present.insert(name) }
        attributes.contentType = protected[Label.contentType]?.text
        attributes.scheme = protected[.text(Attributes.scheme)]?.text
        attributes.signingTime = protected[.text(Attributes.signingTime)]?.date
        attributes.authenticTime = protected[.text(Attributes.authenticTime)]?.date
        attributes.expiry = protected[.text(Attributes.expiry)]?.date
        guard case .array(let critical) = protected[Label.critical] else { return attributes }
        for entry in critical {
            // A label that is a number names a header of COSE itself, none of which has to be critical.
            attributes.critical.append(entry.text ?? "a number")
        }
        return attributes
    }
}

extension CBOR {
    fileprivate var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// Seconds since 1970 under tag 1.
    fileprivate var date: Date? {
        if case .tagged(1, .integer(let seconds)) = self { Date(timeIntervalSince1970: Double(seconds)) } else { nil }
    }
}
