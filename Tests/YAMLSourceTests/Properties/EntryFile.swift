import YAMLSource

/// A file of mappings with one entry to a line, and what its generator knows of each without any parser.
struct EntryFile: Sendable {
    struct Entry: Sendable {
        /// Which of the lines.
        let line: Int
        /// Spaces in front of the key, or of the dash and the key.
        let column: Int
        /// Whether a dash stands in front of the key.
        let startsItem: Bool
        /// Whether its mapping has others.
        var hasSiblings = false
    }

    /// As UTF-8, each with its break; the last may have none.
    private(set) var lines: [[UInt8]] = []
    private(set) var entries: [Entry] = []
    private(set) var encoding = GeneratedFile.Encoding.utf8
    private(set) var lineBreak: [UInt8] = [0x0A]
    private var random: SeededGenerator

    var text: [UInt8] { lines.flatMap(\.self) }
    var bytes: [UInt8] { encoding.encode(text) }

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        if chance(3) { lineBreak = [0x0D, 0x0A] }
        encoding = pick([.utf8, .utf8, .utf8WithMark, .utf16LittleEndian, .utf16BigEndian])
        if chance(3) { add("# é") }
        if chance(3) { add("---") }
        for section in 0...Int(random.next() % 3) { write(section) }
        guard chance(4) else { return }
        // Without its break a blank line is none.
        if lines[lines.count - 1] == lineBreak { lines.removeLast() }
        lines[lines.count - 1].removeLast(lineBreak.count)
    }

    private mutating func write(_ section: Int) {
        add("ü\(section):" + pick(["", " # ü", "  "]))
        let indentation = 1 + Int(random.next() % 4)
        let isList = chance(3)
        for _ in 0..<(isList ? 1 + Int(random.next() % 2) : 1) { mapping(at: indentation, isItem: isList) }
    }

    private mutating func mapping(at indentation: Int, isItem: Bool) {
        let dash = isItem ? "-" + String(repeating: " ", count: 1 + Int(random.next() % 3)) : ""
        let count = 1 + Int(random.next() % 3)
        for index in 0..<count {
            if index > 0 { between(indentation) }
            let column = indentation + dash.utf8.count
            let starts = isItem && index == 0
            let front = String(repeating: " ", count: starts ? indentation : column) + (starts ? dash : "")
            entries.append(Entry(line: lines.count, column: column, startsItem: starts, hasSiblings: count > 1))
            add(front + entry(index))
        }
        if chance(4) { add("") }
    }

    private mutating func entry(_ index: Int) -> String {
        let key = pick(["tag\(index)", "'ü \(index)'", "\"é\(index)\"", "日本\(index)"])
        let value = pick([
            " a:1", " 'it''s'", " \"ü\\n\"", "", " plain é", " &x\(lines.count) b", " !!str 1", " [a, {b: c}]",
        ])
        return key + ":" + value + pick(["", "", " # é", "   ", "\t# x"])
    }

    /// What may stand between two entries.
    private mutating func between(_ indentation: Int) {
        if chance(5) { add(String(repeating: " ", count: indentation) + "# ü: x") }
        if chance(6) { add("") }
    }

    private mutating func add(_ line: String) { lines.append(Array(line.utf8) + lineBreak) }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(random.next() % UInt64(values.count))] }

    private mutating func chance(_ one: Int) -> Bool { random.next() % UInt64(one) == 0 }
}
