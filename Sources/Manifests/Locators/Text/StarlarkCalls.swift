/// The calls of some functions in a Starlark file, with the arguments that are string literals or lists of them (Bazel,
/// "Starlark language").
struct StarlarkCalls {
    struct Call {
        let function: String
        let offset: Int
        /// By name, without quotes.
        var strings: [String: Range<Int>] = [:]
        var lists: [String: [Range<Int>]] = [:]
    }

    private enum Token {
        case word(Range<Int>)
        case string(Range<Int>)
        case symbol(UInt8)
    }

    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func calls(of functions: Set<String>) -> [Call] {
        var calls: [Call] = []
        var name: Range<Int>?
        while let token = next() {
            if case .symbol(UInt8(ascii: "(")) = token, let word = name, functions.contains(text(word)) {
                calls.append(call(text(word), at: word.lowerBound))
            }
            if case .word(let range) = token { name = range } else { name = nil }
        }
        return calls
    }

    private mutating func call(_ function: String, at offset: Int) -> Call {
        var call = Call(function: function, offset: offset)
        var depth = 1
        var word: Range<Int>?
        var argument: String?
        while depth > 0, let token = next() {
            switch token {
            case .word(let range):
                word = range
                // A name, not a literal, is what is given.
                argument = nil
            case .symbol(UInt8(ascii: "=")) where depth == 1:
                argument = word.map(text)
                word = nil
            case .symbol(UInt8(ascii: "(")), .symbol(UInt8(ascii: "[")), .symbol(UInt8(ascii: "{")): depth += 1
            case .symbol(UInt8(ascii: ")")), .symbol(UInt8(ascii: "]")), .symbol(UInt8(ascii: "}")): depth -= 1
            case .symbol(UInt8(ascii: ",")):
                if depth == 1 { argument = nil }
            case .symbol:
                // Part of an expression.
                if let name = argument { call.strings[name] = nil }
                argument = nil
            case .string(let range):
                guard let name = argument else { break }
                if depth == 1 { call.strings[name] = range } else { call.lists[name, default: []].append(range) }
            }
        }
        return call
    }

    private mutating func next() -> Token? {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "#") {
                offset = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            } else if byte <= 0x20 {
                offset += 1
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                return .string(string(byte))
            } else if Self.isWordByte(byte) {
                let start = offset
                offset = bytes[offset...].firstIndex { !Self.isWordByte($0) } ?? bytes.count
                return .word(start..<offset)
            } else {
                offset += 1
                return .symbol(byte)
            }
        }
        return nil
    }

    private mutating func string(_ quote: UInt8) -> Range<Int> {
        let isLong = bytes[offset...].starts(with: [quote, quote, quote])
        offset += isLong ? 3 : 1
        let start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            let ends = isLong ? bytes[offset...].starts(with: [quote, quote, quote]) : byte == quote || byte == 0x0A
            if ends { break }
            offset += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(offset, bytes.count)
        offset = min(end + (isLong ? 3 : 1), bytes.count)
        return start..<end
    }

    /// A dot belongs to a name: `oci.pull`.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte.isNameByte || byte == UInt8(ascii: ".") || byte >= 0x80
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
