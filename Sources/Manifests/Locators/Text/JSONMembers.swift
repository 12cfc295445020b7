/// The members of the objects in a JSON text that may hold comments and trailing commas, in their order.
struct JSONMembers: Sequence, IteratorProtocol {
    struct Member {
        /// Without its quotes.
        let key: Range<Int>
        /// The value, where it is a string without escapes.
        let string: Range<Int>?
        /// 1 in the outermost object.
        let depth: Int
        fileprivate let name: ArraySlice<UInt8>
        fileprivate let parent: ArraySlice<UInt8>?

        func isNamed(_ name: String) -> Bool { self.name.elementsEqual(name.utf8) }
        func isBelow(_ name: String) -> Bool { parent?.elementsEqual(name.utf8) ?? false }
    }

    private let bytes: [UInt8]
    private var offset = 0
    /// Open brackets.
    private var depth = 0
    /// For each of the outer ones, the key that it is the value of.
    private var parents: [Range<Int>?] = []
    /// What lies deeper has no parent here, and nothing to keep.
    private static let deepest = 8
    private var lastKey: Range<Int>?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Member? {
        while skipBlanks(), offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                let text = string()
                if let member = member(text) { return member }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth < Self.deepest { parents.append(lastKey) }
                depth += 1
                lastKey = nil
                offset += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = Swift.max(0, depth - 1)
                if depth < parents.count { parents.removeLast() }
                lastKey = nil
                offset += 1
            case UInt8(ascii: ","):
                lastKey = nil
                offset += 1
            default: offset += 1
            }
        }
        return nil
    }

    /// The member whose key was just read; `nil` for a string that is a value.
    private mutating func member(_ key: Range<Int>) -> Member? {
        guard lastKey == nil, skipBlanks(), offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else { return nil }
        offset += 1
        lastKey = key
        var value: Range<Int>?
        if skipBlanks(), offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
            let text = string()
            value = bytes[text].contains(UInt8(ascii: "\\")) ? nil : text
        }
        let parent = depth == parents.count ? parents.last.flatMap { $0 }.map { bytes[$0] } : nil
        return Member(key: key, string: value, depth: depth, name: bytes[key], parent: parent)
    }

    private mutating func string() -> Range<Int> {
        let start = offset + 1
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
        end = Swift.min(end, bytes.count)
        offset = end + 1
        return start..<end
    }

    /// Skips white space and comments.
    private mutating func skipBlanks() -> Bool {
        while offset < bytes.count {
            if bytes[offset] <= 0x20 {
                offset += 1
            } else if bytes[offset...].starts(with: "//".utf8) {
                offset = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            } else if bytes[offset...].starts(with: "/*".utf8) {
                offset += 2
                while offset < bytes.count, !bytes[offset...].starts(with: "*/".utf8) { offset += 1 }
                offset = Swift.min(offset + 2, bytes.count)
            } else {
                break
            }
        }
        return true
    }
}
