extension ScalarType {
    /// Whether a plain scalar is a string for every reader: YAML 1.2 (core), YAML 1.1 with its `yes`, `0777`, `1_000`,
    /// `1:30` and dates, and Go's reader, which takes some of each. In doubt it is not.
    static func isStringEverywhere(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first, !isWord(value) else { return false }
        guard first.isDigit || first == UInt8(ascii: "+") || first == UInt8(ascii: "-") || first == UInt8(ascii: ".")
        else { return true }
        return !isNumber(value) && !isDate(value)
    }

    /// http://yaml.org/type/: null, bool, merge, value, and the two floats without digits.
    private static let words: Set<String> = [
        "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=", ".inf", "+.inf", "-.inf", ".nan",
    ]

    private static func isWord(_ value: ArraySlice<UInt8>) -> Bool {
        value.count <= 5 && words.contains(String(decoding: value, as: UTF8.self).lowercased())
    }

    private static func isNumber(_ value: ArraySlice<UInt8>) -> Bool {
        let digits = value.dropSign().filter { $0 != UInt8(ascii: "_") }[...]
        if digits.first == UInt8(ascii: "0"), digits.count > 2, [0x62, 0x6F, 0x78].contains(digits[1] | 0x20) {
            return digits.dropFirst(2).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        }
        return isDecimal(digits) || isSexagesimal(digits)
    }

    private static func isDecimal(_ value: ArraySlice<UInt8>) -> Bool {
        var rest = value
        var digits = rest.dropDigits()
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            digits += rest.dropDigits()
        }
        guard digits > 0 else { return value.elementsEqual([UInt8(ascii: ".")]) }
        guard let exponent = rest.popFirst() else { return true }
        guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropSign()
        return rest.dropDigits() > 0 && rest.isEmpty
    }

    /// `1:30`, `190:20:30.15`.
    private static func isSexagesimal(_ value: ArraySlice<UInt8>) -> Bool {
        var rest = value
        guard rest.dropDigits() > 0, rest.first == UInt8(ascii: ":") else { return false }
        return rest.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }

    /// `2001-12-14`, also with a time after `T`, `t` or blanks.
    private static func isDate(_ value: ArraySlice<UInt8>) -> Bool {
        var rest = value
        guard rest.dropDigits() == 4, rest.popFirst() == UInt8(ascii: "-") else { return false }
        guard (1...2).contains(rest.dropDigits()), rest.popFirst() == UInt8(ascii: "-") else { return false }
        guard (1...2).contains(rest.dropDigits()) else { return false }
        guard let next = rest.first else { return true }
        return next.isBlank || next | 0x20 == UInt8(ascii: "t")
    }
}
