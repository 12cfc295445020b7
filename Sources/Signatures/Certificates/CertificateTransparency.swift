import Crypto
import SwiftASN1
import X509

/// Signed certificate timestamps that a certificate holds (RFC 6962, 3.2 and 3.3).
struct CertificateTransparency {
    static let identifier: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 11129, 2, 4, 2]

    struct Timestamp {
        let log: [UInt8]
        let time: [UInt8]
        let extensions: [UInt8]
        let signature: [UInt8]
    }

    let timestamps: [Timestamp]
    /// What logs signed of the certificate: its issuer's key, and itself without the timestamps.
    private let entry: [UInt8]

    init(_ leaf: Certificate, issuer: Certificate) throws(SignatureError) {
        guard let held = leaf.extensions[oid: Self.identifier] else {
            throw SignatureError("has a certificate without a timestamp of a transparency log")
        }
        guard let list = try? ASN1OctetString(derEncoded: held.value),
            let timestamps = Self.list(Array(list.bytes)),
            let bare = try? Self.withoutTimestamps(leaf.tbsCertificateBytes)
        else { throw SignatureError("has a certificate whose timestamps of transparency logs cannot be read") }
        self.timestamps = timestamps
        entry = Array(SHA256.hash(data: try issuer.publicKey.der())) + Self.number(bare.count, 3) + bare
    }

    /// RFC 6962, 3.2: `digitally-signed struct`, version 1, for a precertificate.
    func message(_ timestamp: Timestamp) -> [UInt8] {
        [0, 0] + timestamp.time + [0, 1] + entry + Self.number(timestamp.extensions.count, 2) + timestamp.extensions
    }

    static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(value >> (8 * (width - 1 - $0)) & 0xFF) }
    }

    /// `nil` where the list is not exactly what it says.
    private static func list(_ bytes: [UInt8]) -> [Timestamp]? {
        var outer = ByteReader(bytes: bytes[...])
        guard let list = outer.counted(2), outer.bytes.isEmpty else { return nil }
        var reader = ByteReader(bytes: list)
        var found: [Timestamp] = []
        while !reader.bytes.isEmpty {
            guard let one = reader.counted(2) else { return nil }
            var parts = ByteReader(bytes: one)
            guard let version = parts.take(1), let log = parts.take(32), let time = parts.take(8),
                let extensions = parts.counted(2), parts.take(2) != nil, let signature = parts.counted(2),
                parts.bytes.isEmpty
            else { return nil }
            guard version.first == 0 else { continue }
            found.append(
                Timestamp(
                    log: Array(log), time: Array(time), extensions: Array(extensions), signature: Array(signature)))
        }
        return found
    }

    /// The certificate's body, the extension that holds the timestamps left out.
    private static func withoutTimestamps(_ body: ArraySlice<UInt8>) throws -> [UInt8] {
        let root = try DER.parse(body)
        guard case .constructed(let fields) = root.content else { throw SignatureError("is no certificate") }
        let extensions = ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific)
        var serializer = DER.Serializer()
        try serializer.appendConstructedNode(identifier: root.identifier) { coder throws in
            for field in fields {
                if field.identifier == extensions { try write(field, to: &coder) } else { coder.serialize(field) }
            }
        }
        return serializer.serializedBytes
    }

    private static func write(_ node: ASN1Node, to coder: inout DER.Serializer) throws {
        guard case .constructed(let outer) = node.content, let list = outer.first(where: { _ in true }),
            case .constructed(let extensions) = list.content
        else { throw SignatureError("is no certificate") }
        try coder.appendConstructedNode(identifier: node.identifier) { coder throws in
            try coder.appendConstructedNode(identifier: list.identifier) { coder throws in
                for entry in extensions where try !isTimestamps(entry) { coder.serialize(entry) }
            }
        }
    }

    private static func isTimestamps(_ node: ASN1Node) throws -> Bool {
        guard case .constructed(let parts) = node.content, let first = parts.first(where: { _ in true }) else {
            return false
        }
        return try ASN1ObjectIdentifier(derEncoded: first) == identifier
    }
}

/// Numbers and strings in the presentation language of TLS (RFC 8446, 3).
struct ByteReader {
    var bytes: ArraySlice<UInt8>

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= bytes.count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    /// Bytes behind their count, which takes so many bytes itself.
    mutating func counted(_ width: Int) -> ArraySlice<UInt8>? {
        take(width).flatMap { take($0.reduce(0) { $0 << 8 | Int($1) }) }
    }
}
