/// A scalar on one line that spells its value byte by byte.
struct CommonScalar {
    let start: Int
    let end: Int
    let style: YAMLStyle
    /// Whether the `:` of a key follows.
    var isKey = false

    var asKey: CommonScalar { CommonScalar(start: start, end: end, style: style, isKey: true) }
}

extension CommonReader {
    @inline(__always)
    mutating func add(_ scalar: CommonScalar, in parent: UInt32, isInFlow: Bool = false) {
        let quote = scalar.style.isQuoted ? 1 : 0
        nodes.append(
            ArenaNode(
                start: UInt32(scalar.start), end: UInt32(scalar.end), valueStart: UInt32(scalar.start + quote),
                valueLength: UInt32(scalar.end - scalar.start - 2 * quote), parent: parent,
                subtreeEnd: UInt32(nodes.count + 1), kind: .scalar, style: scalar.style, isInFlow: isInFlow))
        cursor = scalar.end
    }

    /// The quoted scalar that starts here.
    func quoted() throws(NotCommon) -> CommonScalar {
        let quote = text[offset]
        let isDouble = quote == UInt8(ascii: "\"")
        var end = offset + 1
        while text[end] != quote {
            guard end < text.count, !isDouble || text[end] != UInt8(ascii: "\\") else { throw NotCommon() }
            try check(end)
            end += 1
        }
        // Two single quotes are one in the value.
        guard isDouble || text[end + 1] != quote else { throw NotCommon() }
        return CommonScalar(start: offset, end: end + 1, style: isDouble ? .doubleQuoted : .singleQuoted)
    }

    /// The plain scalar that starts here, outside of brackets: up to a `:` or `#` with its blank, or to the end of the
    /// line.
    func plain() throws(NotCommon) -> CommonScalar {
        guard startsPlain else { throw NotCommon() }
        var end = offset
        while end < text.count {
            let byte = text[end]
            // Letters, for the most part.
            if byte > UInt8(ascii: ":"), byte < 0x7F {
                end += 1
            } else if byte == UInt8(ascii: "\n") {
                break
            } else if byte == UInt8(ascii: ":"), isBlank(at: end + 1) {
                guard text[end - 1] != UInt8(ascii: " ") else { throw NotCommon() }
                return CommonScalar(start: offset, end: end, style: .plain, isKey: true)
            } else if byte == UInt8(ascii: " "), text[end + 1] == UInt8(ascii: "#") {
                break
            } else {
                try check(end)
                end += 1
            }
        }
        while text[end - 1] == UInt8(ascii: " ") { end -= 1 }
        return CommonScalar(start: offset, end: end, style: .plain)
    }

    /// Indicators start something else, or nothing at all.
    private var startsPlain: Bool {
        switch text[offset] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "<"),
            UInt8(ascii: "="), UInt8(ascii: "^"):
            true
        case 0x80...: true
        case UInt8(ascii: "-"): !isEntry
        default: false
        }
    }
}
