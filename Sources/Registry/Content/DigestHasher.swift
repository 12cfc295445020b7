package import ImageModel

import struct Crypto.SHA256
import struct Crypto.SHA512

/// Hashes bytes as they come.
struct DigestHasher {
    private enum State {
        case sha256(SHA256)
        case sha512(SHA512)
    }

    private var state: State

    init(_ algorithm: Digest.Algorithm) {
        state = algorithm == .sha256 ? .sha256(SHA256()) : .sha512(SHA512())
    }

    mutating func update(_ bytes: [UInt8]) {
        switch state {
        case .sha256(var hash):
            hash.update(data: bytes)
            state = .sha256(hash)
        case .sha512(var hash):
            hash.update(data: bytes)
            state = .sha512(hash)
        }
    }

    func finish() -> Digest {
        switch state {
        case .sha256(let hash): Self.digest(.sha256, hash.finalize())
        case .sha512(let hash): Self.digest(.sha512, hash.finalize())
        }
    }

    private static func digest(_ algorithm: Digest.Algorithm, _ bytes: some Sequence<UInt8>) -> Digest {
        let digits = Array("0123456789abcdef".utf8)
        let hex = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        guard let digest = Digest(algorithm: algorithm, hex: String(decoding: hex, as: UTF8.self)) else {
            preconditionFailure("a hash has the length of its algorithm")
        }
        return digest
    }
}

extension Digest {
    /// The digest of bytes.
    package init(of bytes: [UInt8], algorithm: Algorithm = .sha256) {
        var hasher = DigestHasher(algorithm)
        hasher.update(bytes)
        self = hasher.finish()
    }
}
