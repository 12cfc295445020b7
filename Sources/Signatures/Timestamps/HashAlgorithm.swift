import Crypto
import SwiftASN1

/// Hashes that signatures and timestamps may rest on: SHA-2, nothing older.
enum HashAlgorithm: CaseIterable {
    case sha256
    case sha384
    case sha512

    /// RFC 8017, B.1.
    init?(_ identifier: ASN1ObjectIdentifier) {
        switch identifier {
        case [2, 16, 840, 1, 101, 3, 4, 2, 1]: self = .sha256
        case [2, 16, 840, 1, 101, 3, 4, 2, 2]: self = .sha384
        case [2, 16, 840, 1, 101, 3, 4, 2, 3]: self = .sha512
        default: return nil
        }
    }

    /// As Sigstore's bundles (protobuf-specs, `HashAlgorithm`) and the first version of Rekor name them.
    init?(name: String) {
        switch name {
        case "SHA2_256", "sha256": self = .sha256
        case "SHA2_384", "sha384": self = .sha384
        case "SHA2_512", "sha512": self = .sha512
        default: return nil
        }
    }

    func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        return switch self {
        case .sha256: Array(SHA256.hash(data: bytes))
        case .sha384: Array(SHA384.hash(data: bytes))
        case .sha512: Array(SHA512.hash(data: bytes))
        }
    }
}
