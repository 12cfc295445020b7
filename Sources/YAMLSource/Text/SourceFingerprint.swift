/// One number for a file's bytes, to know again the file that was scanned.
///
/// The same in every process, so that it can be kept with a file's scan. Two files that differ have the same one by a
/// chance of 1 in 2^64; no defence against who looks for such a pair.
package struct SourceFingerprint: Hashable, Sendable {
    package let value: UInt64

    package init(_ value: UInt64) {
        self.value = value
    }

    package init(of bytes: [UInt8]) {
        var mixer = Mixer()
        unsafe bytes.withUnsafeBytes { unsafe mixer.mix($0) }
        mixer.mix(UInt64(bytes.count))
        value = mixer.state
    }
}

/// Folds words into one by multiplying them, 64 bits by 64 (the way of wyhash and its kin).
private struct Mixer {
    private(set) var state = Self.step

    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let factor: UInt64 = 0xA076_1D64_78BD_642F

    @inline(__always)
    mutating func mix(_ word: UInt64) {
        let product = (state ^ word).multipliedFullWidth(by: Self.factor)
        state = (product.high ^ product.low) &+ Self.step
    }

    /// The last word of all is filled up with zeros: the length tells them from bytes.
    mutating func mix(_ bytes: UnsafeRawBufferPointer) {
        var offset = 0
        while offset + 8 <= bytes.count {
            unsafe mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            unsafe rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        mix(rest)
    }
}
