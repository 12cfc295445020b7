/// A small generator of numbers, the same for the same seed on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Writes YAML of every style, with comments, anchors, tags, odd spacing and all line ends.
struct DocumentGenerator {
    private var random: SeededGenerator
    private var lineEnd = "\n"
    private var anchors: [String] = []

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func file() -> String {
        lineEnd = pick(["\n", "\n", "\r\n"])
        var text = ""
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            anchors = []
            text += pick(["---", "--- # é", "# ä" + lineEnd + "---"]) + lineEnd
            text += Bool.random(using: &random) ? mapping(at: 0, depth: 0) : sequence(at: 0, depth: 0)
        }
        let keepsLastBreak = Int.random(in: 0..<4, using: &random) > 0
        return keepsLastBreak || !text.hasSuffix(lineEnd) ? text : String(text.dropLast())
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

    private mutating func comment() -> String { chance(4) ? pick(["  # x", " # 'é", " # \"b: c"]) : "" }

    private mutating func mapping(at indentation: Int, depth: Int) -> String {
        let space = String(repeating: " ", count: indentation)
        var text = ""
        for index in 0..<Int.random(in: 1...4, using: &random) {
            if index > 0, chance(6) { text += space + "# é" + lineEnd + (chance(2) ? lineEnd : "") }
            let key = pick(["key\(index)", "'k \(index)'", "\"ü\(index)\"", "日本\(index)", "image\(index)"])
            text += (index == 0 && depth > 0 ? "" : space) + key + ":" + value(at: indentation, depth: depth + 1)
        }
        return text
    }

    private mutating func sequence(at indentation: Int, depth: Int) -> String {
        let space = String(repeating: " ", count: indentation)
        var text = ""
        for index in 0..<Int.random(in: 1...3, using: &random) {
            text += (index == 0 && depth > 0 ? "" : space) + "-"
            if depth < 4, chance(3) {
                text += " " + mapping(at: indentation + 2, depth: depth + 1)
            } else {
                text += value(at: indentation, depth: depth + 1)
            }
        }
        return text
    }

    private mutating func value(at indentation: Int, depth: Int) -> String {
        let step = Int.random(in: 1...4, using: &random)
        let inner = String(repeating: " ", count: indentation + step)
        switch Int.random(in: 0..<(depth < 4 ? 12 : 9), using: &random) {
        case 0: return comment() + lineEnd
        case 1: return " " + block(inner, step) + (chance(3) ? lineEnd : "")
        case 2: return " " + flow(depth) + comment() + lineEnd
        case 3 where !anchors.isEmpty: return " *" + pick(anchors) + comment() + lineEnd
        case 9, 10: return comment() + lineEnd + inner + mapping(at: indentation + step, depth: depth)
        case 11: return lineEnd + inner + sequence(at: indentation + step, depth: depth)
        default: return pick([" ", "  ", " ", lineEnd + inner]) + properties() + scalar(inner) + comment() + lineEnd
        }
    }

    private mutating func properties() -> String {
        var text = ""
        if chance(6) {
            anchors.append("a\(anchors.count)")
            text += "&\(anchors.last!) "
        }
        return chance(8) ? text + pick(["!!str ", "! ", "!x "]) : text
    }

    private mutating func scalar(_ inner: String) -> String {
        pick([
            "gcr.io/a/b:1.0", "plain é text", "x" + lineEnd + inner + "y 🚢", "'single'", "'it''s ü # no'",
            "\"d\\n\\u00e9\"",
            "\"a" + lineEnd + lineEnd + inner + "b\"", "'x" + lineEnd + inner + "y'", "true", "1.10", "a#b:c", "\"\"",
            "''",
        ])
    }

    private mutating func block(_ inner: String, _ step: Int) -> String {
        let chomping = pick(["", "-", "+"])
        let header = pick(["|", ">"]) + (chance(3) ? "\(step)" : "") + chomping + comment()
        let lines = ["image: é:1", "  more", "# no comment", "", "last"]
        let count = Int.random(in: 0...3, using: &random)
        var text = header + lineEnd
        for index in 0..<count {
            let line = index == 0 ? pick(["first", "日本 b"]) : pick(lines)
            text += line.isEmpty ? lineEnd : inner + line + lineEnd
        }
        return text
    }

    private mutating func flow(_ depth: Int) -> String {
        let items = (0..<Int.random(in: 0...3, using: &random)).map { index in
            depth < 6 && chance(3) ? flow(depth + 1) : pick(["a:1", "'é, b'", "\"c]\"", "plain 日", "x\(index)"])
        }
        if Bool.random(using: &random) { return "[" + items.joined(separator: pick([",", ", ", " , "])) + "]" }
        return "{" + items.enumerated().map { "k\($0): \($1)" }.joined(separator: ", ") + pick(["", " "]) + "}"
    }
}
