extension Unicode.Scalar {
    /// Whether it moves the cursor, turns the direction of text, or is not seen at all: control characters, line and
    /// paragraph separators, bidirectional overrides, zero-width and private characters.
    package var isDeceptive: Bool {
        guard value >= 0x7F else { return value < 0x20 }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: properties.isDefaultIgnorableCodePoint
        }
    }

    /// As it is named where it must not act: `\n`, `\u{202e}`.
    package var escaped: String {
        switch self {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(value, radix: 16))}"
        }
    }
}
