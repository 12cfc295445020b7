/// Spells a string as a scalar.
enum ScalarSpelling {
    /// The scalar and the style that it has: the wanted one where it can hold the value, else double quotes.
    static func spell(_ value: [UInt8], as style: YAMLStyle, inFlow: Bool) -> (text: [UInt8], style: YAMLStyle) {
        switch style {
        case .plain where isSafePlain(value[...], inFlow: inFlow): (value, .plain)
        case .singleQuoted where isPrintable(value[...]): (singleQuoted(value), .singleQuoted)
        default: (doubleQuoted(value), .doubleQuoted)
        }
    }

    /// Whether every reader takes these bytes, without quotes, for this very string. In doubt they are not safe.
    ///
    /// - Parameter keepsStart: the first two bytes stand there as a plain scalar's already, as `-v` does.
    static func isSafePlain(_ value: ArraySlice<UInt8>, inFlow: Bool, keepsStart: Bool = false) -> Bool {
        guard let first = value.first, let last = value.last, keepsStart || startsPlain(first) else { return false }
        let separators: [[UInt8]] = [[0x3A, 0x20], [0x20, 0x23]]  // ": " and " #"
        let startsDocument = value.starts(with: "...".utf8)
        let flowIndicators = Array(",[]{}?".utf8)
        guard last != UInt8(ascii: " "), last != UInt8(ascii: ":"), !startsDocument else { return false }
        guard !separators.contains(where: { contains($0, in: value) }) else { return false }
        if inFlow, value.contains(where: flowIndicators.contains) { return false }
        return isPrintable(value) && ScalarType.isStringEverywhere(value)
    }

    /// No indicator of YAML 1.1 or 1.2, section 5.3.
    private static func startsPlain(_ byte: UInt8) -> Bool {
        !" -?:,[]{}#&*!|>'\"%@`=".utf8.contains(byte)
    }

    static func contains(_ needle: [UInt8], in value: ArraySlice<UInt8>) -> Bool {
        firstIndex(of: needle, in: value) != nil
    }

    static func firstIndex(of needle: [UInt8], in value: ArraySlice<UInt8>) -> Int? {
        value.indices.first { value[$0] == needle[0] && value[$0...].starts(with: needle) }
    }

    /// Whether the value is one line of characters that need no escape.
    static func isPrintable(_ value: ArraySlice<UInt8>) -> Bool {
        if value.allSatisfy({ (0x20...0x7E).contains($0) }) { return true }
        return String(decoding: value, as: UTF8.self).unicodeScalars.allSatisfy(isPrintable)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028, 0x2029, 0xFEFF: false
        case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...: true
        default: false
        }
    }

    private static func singleQuoted(_ value: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "'")
        return [quote] + value.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }

    private static func doubleQuoted(_ value: [UInt8]) -> [UInt8] {
        let needsEscape: (UInt8) -> Bool = { !(0x20...0x7E).contains($0) || $0 == 0x22 || $0 == 0x5C }
        if !value.contains(where: needsEscape) { return [0x22] + value + [0x22] }
        let scalars = String(decoding: value, as: UTF8.self).unicodeScalars
        return Array("\"\(scalars.map(escaped).joined())\"".utf8)
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _ where isPrintable(scalar): String(scalar)
        default: numericEscape(scalar.value)
        }
    }

    private static func numericEscape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
    }
}
