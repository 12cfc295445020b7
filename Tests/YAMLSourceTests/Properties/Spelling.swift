import YAMLSource

/// Spells a value as a scalar, in a simple way and in some wrong ones.
struct Spelling {
    private let fault: Fault?

    init(_ fault: Fault?) { self.fault = fault }

    func spell(_ value: [UInt8], _ style: YAMLStyle, isInFlow: Bool) -> [UInt8] {
        switch style {
        case .singleQuoted: return singleQuoted(value)
        case .plain where isSafe(value, isInFlow: isInFlow): return value
        default: return doubleQuoted(value)
        }
    }

    private func isSafe(_ value: [UInt8], isInFlow: Bool) -> Bool {
        if fault == .quotesForgotten { return true }
        let harmless = Array("abcdefghijklmnopqrstuvwxyz0123456789./:@-".utf8)
        let allowed = fault == .flowForgotten ? harmless + Array(", ".utf8) : harmless
        guard let first = value.first, let last = value.last, (0x61...0x7A).contains(first) else { return false }
        return last != UInt8(ascii: ":") && value.allSatisfy(allowed.contains)
    }

    private func singleQuoted(_ value: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "'")
        let inner = fault == .quoteNotDoubled ? value : value.flatMap { $0 == quote ? [quote, quote] : [$0] }
        return [quote] + inner + [quote]
    }

    private func doubleQuoted(_ value: [UInt8]) -> [UInt8] {
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        let inner =
            fault == .escapeForgotten
            ? value : value.flatMap { $0 == quote || $0 == backslash ? [backslash, $0] : [$0] }
        return [quote] + inner + [quote]
    }
}

/// Texts that came to harm beyond the scalars.
enum FaultyText {
    static func rewritten(_ text: [UInt8], _ fault: Fault?) -> [UInt8] {
        let string = String(decoding: text, as: UTF8.self)
        switch fault {
        case .lineEndsChanged: return text.filter { $0 != 0x0D }
        case .lastLineBreakAdded: return text.isEmpty || text.last == 0x0A ? text : text + [0x0A]
        case .trailingBlanksDropped: return withoutTrailingBlanks(text)
        case .commentsDropped: return lines(of: string) { $0.hasPrefix("# ") ? "" : $0 }
        default: return text
        }
    }

    private static func withoutTrailingBlanks(_ text: [UInt8]) -> [UInt8] {
        text.reversed().reduce(into: (result: [UInt8](), isAtEnd: true)) { state, byte in
            state.isAtEnd = byte == 0x0A || byte == 0x0D || (state.isAtEnd && byte == 0x20)
            if !state.isAtEnd || byte != 0x20 { state.result.append(byte) }
        }.result.reversed()
    }

    private static func lines(of text: String, _ change: (String) -> String) -> [UInt8] {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return Array(lines.map { change(String($0)) }.joined(separator: "\n").utf8)
    }
}
