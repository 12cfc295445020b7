import Signatures

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// RSA keys by their names, as identity providers publish them (RFC 7517).
struct JSONWebKeys: Sendable {
    private struct Document: Decodable {
        let keys: [Key]
    }

    private struct Key: Decodable {
        let kty: String
        var kid: String?
        var n: String?
        var e: String?
    }

    private var keys: [String: PublicKey] = [:]

    init() {}

    /// Keys of other kinds are left out.
    ///
    /// - Throws: where it is no set of keys.
    init(reading bytes: [UInt8]) throws {
        for key in try JSONDecoder().decode(Document.self, from: Data(bytes)).keys where key.kty == "RSA" {
            guard let name = key.kid, let modulus = key.n.flatMap({ Base64URL.bytes($0) }),
                let exponent = key.e.flatMap({ Base64URL.bytes($0) })
            else { continue }
            keys[name] = try? PublicKey(der: Self.publicKeyInfo(modulus, exponent))
        }
    }

    func has(_ name: String) -> Bool { keys[name] != nil }

    func signed(_ token: IdentityToken) -> Bool {
        keys[token.key]?.isValid(token.signature, for: token.message) == true
    }

    /// `SubjectPublicKeyInfo` of an RSA key (RFC 8017, A.1.1; RFC 3279, 2.3.1).
    private static func publicKeyInfo(_ modulus: [UInt8], _ exponent: [UInt8]) -> [UInt8] {
        let rsaEncryption: [UInt8] = [
            0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
        ]
        let key = element(0x30, element(0x02, positive(modulus)) + element(0x02, positive(exponent)))
        return element(0x30, element(0x30, rsaEncryption) + element(0x03, [0] + key))
    }

    /// DER's integers have a sign.
    private static func positive(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array(bytes.drop { $0 == 0 })
        return digits.first.map { $0 >= 0x80 ? [0] + digits : digits } ?? [0]
    }

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var length: [UInt8] = []
        if content.count < 0x80 {
            length = [UInt8(content.count)]
        } else {
            var rest = content.count
            while rest > 0 {
                length.insert(UInt8(rest & 0xFF), at: 0)
                rest >>= 8
            }
            length.insert(0x80 | UInt8(length.count), at: 0)
        }
        return [tag] + length + content
    }
}
