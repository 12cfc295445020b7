/// One number for what a file's parse found: kind, style, place in the tree, anchor, tag and value of every node, and the
/// documents. Comments, blanks and line ends do not count.
///
/// The same for the same bytes in every process, so that it can be kept with a file's scan. Two files that differ have
/// the same one by a chance of 1 in 2^64.
package struct EventFingerprint: Hashable, Sendable {
    package let value: UInt64

    package init(_ value: UInt64) {
        self.value = value
    }
}

/// A scalar that is to be counted as if it still had its old value.
struct FormerScalar {
    let node: Int
    let value: [UInt8]
}

extension YAMLStream {
    package var fingerprint: EventFingerprint { fingerprint(as: []) }

    /// - Parameter former: of different nodes, in their order, without anchor and tag.
    func fingerprint(as former: [FormerScalar]) -> EventFingerprint {
        var mixer = Mixer()
        unsafe text.withUnsafeBytes { text in
            unsafe cooked.withUnsafeBytes { cooked in
                unsafe nodes.withUnsafeBufferPointer { nodes in
                    var start = 0
                    for change in former {
                        unsafe mix(start..<change.node, of: nodes, text, cooked, into: &mixer)
                        unsafe mixer.mix(nodes[change.node], length: change.value.count)
                        unsafe change.value.withUnsafeBytes { unsafe mixer.mix($0) }
                        start = change.node + 1
                    }
                    unsafe mix(start..<nodes.count, of: nodes, text, cooked, into: &mixer)
                }
            }
        }
        for root in roots { mixer.mix(UInt64(root)) }
        mixer.mix(UInt64(nodes.count))
        return EventFingerprint(mixer.state)
    }

    @inline(__always)
    private func mix(
        _ range: Range<Int>, of nodes: UnsafeBufferPointer<ArenaNode>, _ text: UnsafeRawBufferPointer,
        _ cooked: UnsafeRawBufferPointer, into mixer: inout Mixer
    ) {
        for index in range {
            let node = unsafe nodes[index]
            if node.properties != 0 { mix(properties[Int(node.properties) - 1], into: &mixer) }
            let start = Int(node.valueStart)
            guard node.kind == .scalar else {
                mixer.mix(node, length: start)
                continue
            }
            let end = start + Int(node.valueLength)
            mixer.mix(node, length: end - start)
            unsafe mixer.mix(.init(rebasing: node.isCooked ? cooked[start..<end] : text[start..<end]))
        }
    }

    private func mix(_ properties: NodeProperties, into mixer: inout Mixer) {
        for text in [properties.anchor, properties.tag] {
            var text = text ?? ""
            mixer.mix(UInt64(text.utf8.count))
            text.withUTF8 { unsafe mixer.mix(UnsafeRawBufferPointer($0)) }
        }
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

    /// - Parameter length: of a scalar's value; for an alias, the node that it names.
    @inline(__always)
    mutating func mix(_ node: ArenaNode, length: Int) {
        let shape = UInt64(node.kind.rawValue) << 4 | UInt64(node.style.rawValue) << 1 | (node.properties == 0 ? 0 : 1)
        mix(UInt64(truncatingIfNeeded: length) << 32 ^ UInt64(node.subtreeEnd) << 6 ^ shape)
    }

    @inline(__always)
    mutating func mix(_ bytes: UnsafeRawBufferPointer) {
        var offset = 0
        while offset + 8 <= bytes.count {
            unsafe mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        guard offset < bytes.count else { return }
        // The length was mixed before, so bytes that are counted twice tell as much.
        if bytes.count >= 8 {
            let last = unsafe bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
            mix(UInt64(littleEndian: last))
        } else {
            var rest: UInt64 = 0
            while offset < bytes.count {
                unsafe rest = rest << 8 | UInt64(bytes[offset])
                offset += 1
            }
            mix(rest)
        }
    }
}
