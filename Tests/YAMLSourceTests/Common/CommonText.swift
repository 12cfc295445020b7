/// Writes manifests in the way of people, of what ``CommonReader`` reads, and spoils them.
struct CommonText {
    private var random: SeededGenerator
    private var text = ""

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    static func file(seed: UInt64) -> String {
        var writer = CommonText(seed: seed)
        if writer.chance(3) { writer.text += writer.pick(["---\n", "# é\n---\n", "\n--- # x\n"]) }
        writer.collection(at: 0, depth: 0)
        if writer.chance(5) {
            writer.text += "---\n"
            writer.collection(at: 0, depth: 0)
        }
        return writer.text
    }

    /// Some lines of a file with up to three changes anywhere.
    static func spoiledFile(seed: UInt64) -> [UInt8] {
        var writer = CommonText(seed: seed)
        let lines = file(seed: seed).utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        let start = Int(writer.random.next() % UInt64(lines.count))
        var bytes = Array(lines[start...].prefix(8).joined(separator: [0x0A]))
        for _ in 0..<(writer.random.next() % 4) {
            let at = Int(writer.random.next() % UInt64(bytes.count + 1))
            let length = writer.pick([0, 0, 1, 1, 5])
            bytes.replaceSubrange(at..<min(at + length, bytes.count), with: Array(writer.pick(pieces).utf8))
        }
        return bytes
    }

    private static let pieces = [
        "", "", " ", "  ", "\n", "\n\n", "\n  ", "-", "- ", "\n- ", ":", ": ", "a", "\"", "'", "#", " #", "[", "]", "{",
        "}", ",", "|", "|-\n", "|\n  ", "---\n", "...\n", "&a ", "*a", "!x ", "?", "? ", "%", "\t", "\r\n", "é",
        "\u{2028}", "\u{85}", "\u{a0}", "\u{feff}", "~", "<<: ", "k: ", "b: [a, b]", "{a: b}", "@", "\\", ">", "\u{7f}",
        "\0", "x:y",
    ]

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(random.next() % UInt64(values.count))] }

    private mutating func chance(_ one: UInt64) -> Bool { random.next() % one == 0 }
}

extension CommonText {
    private mutating func collection(at column: Int, depth: Int) {
        if chance(4) { entries(at: column, depth: depth) } else { keys(at: column, depth: depth) }
    }

    private mutating func keys(at column: Int, depth: Int) {
        for index in 0...(random.next() % 4) {
            noise(index == 0 && depth > 0 ? nil : column)
            text +=
                pick(["key\(index)", "a b\(index)", "'q\(index)'", "\"d: \(index)\"", "example.com/é\(index)"]) + ":"
            switch depth < 4 ? random.next() % 10 : 9 {
            case 0:
                lineEnd()
                indent(column)
                entries(at: column, depth: depth + 1)
            case 1, 2:
                lineEnd()
                indent(column + 2)
                collection(at: column + 2, depth: depth + 1)
            case 3: literal(column + 2)
            default: value()
            }
        }
    }

    private mutating func entries(at column: Int, depth: Int) {
        for index in 0...(random.next() % 3) {
            noise(index == 0 && depth > 0 ? nil : column)
            text += "-"
            if depth < 4, chance(2) {
                text += " "
                collection(at: column + 2, depth: depth + 1)
            } else if chance(6) {
                literal(column + 1)
            } else {
                value()
            }
        }
    }

    /// Blank lines and comments, and the indentation of what follows; nothing where it goes on behind a `-`.
    private mutating func noise(_ column: Int?) {
        guard let column else { return }
        if chance(6) { text += pick(["\n", "  \n", "# x: 'y\n", "      # [ü\n"]) }
        indent(column)
    }

    private mutating func indent(_ column: Int) { text += String(repeating: " ", count: column) }

    private mutating func lineEnd() { text += pick(["\n", "\n", "\n", "  \n", " # c: {\n"]) }

    private mutating func value() {
        text += pick(
            [
                "", " a", "  b c", " \"x # y: z\"", " 'é [a'", " gcr.io/a/b:1.0@sha256:0", " 1.5", " -v", " --x=y:z",
                " [] ",
                " {}", " [\"\", a-b, 'c: d']", " {path: /healthz, port: 8080}", " [[a, b], {c: [d]}]", " a#b", " ~",
                " $(X)", " {\"a\":\"b\"}", " [http://a:80/x]",
            ])
        lineEnd()
    }

    private mutating func literal(_ column: Int) {
        text += pick([" |", " |-", " | # c"]) + "\n"
        for index in 0...(random.next() % 3) {
            indent(column)
            // The first line says how far the others are indented.
            text += index == 0 ? "first" : pick(["x: y", "# no comment", "\"é", "a\tb", "  deeper", "- "])
            text += "\n" + pick(["", "", "\n", " \n"])
        }
    }
}
