/// Compact JSON, laid out for people: two spaces a level, empty arrays and objects on one line.
///
/// Inside strings, what could deceive a reader is written as `\u202e`, which means the same to a parser.
struct JSONLayout {
    private(set) var text = ""
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isJustOpened = false

    /// - Parameter json: Without white space outside strings.
    init(_ json: String) {
        text.reserveCapacity(json.utf8.count * 2)
        for scalar in json.unicodeScalars {
            isInString ? string(scalar) : structure(scalar)
        }
        text += "\n"
    }

    private mutating func string(_ scalar: Unicode.Scalar) {
        isInString = isEscaped || scalar != "\""
        isEscaped = !isEscaped && scalar == "\\"
        guard scalar.isDeceptive else { return text.unicodeScalars.append(scalar) }
        for unit in String(scalar).utf16 {
            let hex = String(unit, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
    }

    private mutating func structure(_ scalar: Unicode.Scalar) {
        let isClosing = scalar == "}" || scalar == "]"
        if isClosing { depth -= 1 }
        if isJustOpened != isClosing { breakLine() }
        isJustOpened = scalar == "{" || scalar == "["
        text.unicodeScalars.append(scalar)
        switch scalar {
        case "{", "[": depth += 1
        case ",": breakLine()
        case ":": text += " "
        case "\"": isInString = true
        default: break
        }
    }

    private mutating func breakLine() {
        text += "\n" + String(repeating: "  ", count: depth)
    }
}
