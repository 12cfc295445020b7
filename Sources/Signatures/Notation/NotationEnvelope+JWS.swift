#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension NotationEnvelope {
    private struct JWS: Decodable {
        struct Header: Decodable {
            let x5c: [Data]
            let timestamp: Data?

            enum CodingKeys: String, CodingKey {
                case x5c
                case timestamp = "io.cncf.notary.timestampSignature"
            }
        }
        let payload: String
        let protected: String
        let header: Header
        let signature: String
    }

    private struct Protected: Decodable {
        let alg: String
        let cty: String?
        let crit: [String]
        let scheme, signingTime, authenticTime, expiry: String?

        enum CodingKeys: String, CodingKey {
            case alg, cty, crit
            case scheme = "io.cncf.notary.signingScheme"
            case signingTime = "io.cncf.notary.signingTime"
            case authenticTime = "io.cncf.notary.authenticSigningTime"
            case expiry = "io.cncf.notary.expiry"
        }
    }

    private struct Names: Decodable {
        struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        let all: Set<String>

        init(from decoder: any Decoder) throws {
            all = Set(try decoder.container(keyedBy: Name.self).allKeys.map(\.stringValue))
        }
    }

    /// JWS in its flattened JSON form (RFC 7515, 7.2.2).
    static func jws(_ bytes: [UInt8]) throws(SignatureError) -> NotationEnvelope {
        let decoder = JSONDecoder()
        guard let outer = try? decoder.decode(JWS.self, from: Data(bytes)),
            let head = Base64URL.bytes(outer.protected), let payload = Base64URL.bytes(outer.payload),
            let signature = Base64URL.bytes(outer.signature),
            let protected = try? decoder.decode(Protected.self, from: Data(head)),
            let names = try? decoder.decode(Names.self, from: Data(head))
        else { throw SignatureError("is no envelope of JWS that can be read") }
        var attributes = Attributes(
            contentType: protected.cty, scheme: protected.scheme, critical: protected.crit, present: names.all)
        attributes.signingTime = protected.signingTime.flatMap(Date.rfc3339)
        attributes.authenticTime = protected.authenticTime.flatMap(Date.rfc3339)
        attributes.expiry = protected.expiry.flatMap(Date.rfc3339)
        return NotationEnvelope(
            algorithm: try NotationAlgorithm(name: protected.alg),
            message: Array("\(outer.protected).\(outer.payload)".utf8), signature: signature,
            certificates: outer.header.x5c.map { Array($0) }, payload: payload, attributes: attributes,
            timestamp: outer.header.timestamp.map { Array($0) })
    }
}
