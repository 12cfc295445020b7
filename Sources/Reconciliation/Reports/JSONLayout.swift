/// Compact JSON, laid out for people: two spaces a level, empty arrays and objects on one line.
///
/// Inside strings, what could deceive a reader is written as `\u202e`, which means the same to a parser.
struct JSONLayout {
    private var bytes: [UInt8] = []
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isJustOpened = false

    /// - Parameter json: Without white space outside strings.
    init(_ json: String) {
        bytes.reserveCapacity(json.utf8.count * 2)
        for scalar in json.unicodeScalars {
            isInString ? string(scalar) : structure(scalar)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    private mutating func string(_ scalar: Unicode.Scalar) {
        isInString = isEscaped || scalar != "\""
        isEscaped = !isEscaped && scalar == "\\"
        guard scalar.isDeceptive else { return append(scalar) }
        for unit in String(scalar).utf16 {
            let hex = String(unit, radix: 16)
            bytes += ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8
        }
    }

    private mutating func structure(_ scalar: Unicode.Scalar) {
        let isClosing = scalar == "}" || scalar == "]"
        if isClosing { depth -= 1 }
        if isJustOpened != isClosing { breakLine() }
        isJustOpened = scalar == "{" || scalar == "["
        append(scalar)
        switch scalar {
        case "{", "[": depth += 1
        case ",": breakLine()
        case ":": append(" ")
        case "\"": isInString = true
        default: break
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        scalar.isASCII ? bytes.append(UInt8(truncatingIfNeeded: scalar.value)) : bytes.append(contentsOf: scalar.utf8)
    }

    private mutating func breakLine() {
        append("\n")
        for _ in 0..<depth { bytes += "  ".utf8 }
    }
}
