import YAMLSource

/// Writes small files of every style and notes down where each scalar stands and what it means.
struct FileGenerator {
    var random: SeededGenerator
    var file = GeneratedFile()
    var lineEnd: [UInt8] = [0x0A]
    var anchors: [String] = []
    /// Behind a block scalar the last line break means something.
    var endsWithBlock = false

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    static func file(seed: UInt64) -> GeneratedFile {
        var generator = FileGenerator(seed: seed)
        generator.write()
        return generator.file
    }

    private mutating func write() {
        if chance(3) { lineEnd = [0x0D, 0x0A] }
        file.encoding = pick([
            .utf8, .utf8, .utf8, .utf8, .utf8, .utf8WithMark, .utf16LittleEndian, .utf16BigEndian,
        ])
        if chance(50) {
            if chance(2) { comment() }
            file.features.insert(.emptyFile)
        } else {
            let documents = chance(5) ? 2 : 1
            for index in 0..<documents { document(index) }
            if documents > 1 { file.features.insert(.severalDocuments) }
        }
        if !endsWithBlock, chance(4), file.text.hasSuffix(lineEnd) {
            file.text.removeLast(lineEnd.count)
            file.features.insert(.noLastLineBreak)
        }
        noteEncoding()
    }

    private mutating func noteEncoding() {
        if file.text.contains(0x0D) { file.features.insert(.carriageReturns) }
        if file.text.contains(where: { $0 > 0x7F }) { file.features.insert(.nonASCII) }
        switch file.encoding {
        case .utf8: break
        case .utf8WithMark: file.features.insert(.byteOrderMark)
        case .utf16LittleEndian: file.features.insert(.utf16LittleEndian)
        case .utf16BigEndian: file.features.insert(.utf16BigEndian)
        }
    }

    private mutating func document(_ index: Int) {
        anchors = []
        let hasDirective = chance(8)
        if hasDirective {
            if index > 0 { put("...", endsLine: true) }
            put("%YAML 1.1", endsLine: true)
            file.features.insert(.versionDirective)
        }
        if chance(5) {
            put("# é", endsLine: true)
            file.features.insert(.comment)
        }
        if index > 0 || hasDirective || chance(2) { put(pick(["---", "--- # é"]), endsLine: true) }
        if chance(3) { sequence(at: 0, depth: 0) } else { mapping(at: 0, depth: 0) }
    }
}

extension FileGenerator {
    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(random.next() % UInt64(values.count))] }

    mutating func chance(_ one: Int) -> Bool { random.next() % UInt64(one) == 0 }

    mutating func put(_ text: String, endsLine: Bool = false) {
        file.text += Array(text.utf8)
        if endsLine { breakLine() }
    }

    mutating func breakLine() {
        file.text += lineEnd
        endsWithBlock = false
    }

    mutating func indent(_ count: Int) { file.text += Array(repeating: 0x20, count: count) }

    mutating func comment() {
        put(pick(["  # x", " # 'é", " # \"b: c"]))
        file.features.insert(.comment)
    }

    mutating func endLine() {
        if chance(5) { comment() }
        if chance(12) {
            put("  ")
            file.features.insert(.trailingBlanks)
        }
        breakLine()
    }
}

extension FileGenerator {
    mutating func mapping(at indentation: Int, depth: Int) {
        for index in 0..<(1 + Int(random.next() % 3)) {
            if index > 0, chance(8) {
                put("# é", endsLine: true)
                file.features.insert(.comment)
            }
            if index > 0 || depth == 0 { indent(indentation) }
            scalar(pick(["key\(index)", "'k \(index)'", "\"ü\(index)\"", "日本\(index)", "image\(index)"]))
            put(":")
            value(at: indentation, depth: depth)
        }
    }

    mutating func sequence(at indentation: Int, depth: Int) {
        file.features.insert(.sequence)
        for index in 0..<(1 + Int(random.next() % 3)) {
            if index > 0 || depth == 0 { indent(indentation) }
            put("-")
            value(at: indentation, depth: depth)
        }
    }

    private mutating func value(at indentation: Int, depth: Int) {
        switch random.next() % (depth < 2 ? 13 : 10) {
        case 0: emptyValue()
        case 1, 2: block(at: indentation)
        case 3: flow()
        case 4 where !anchors.isEmpty: alias()
        case 10: nested(at: indentation, depth: depth) { $0.sequence(at: $1, depth: depth + 1) }
        case 11, 12: nested(at: indentation, depth: depth) { $0.mapping(at: $1, depth: depth + 1) }
        default: flowScalar(at: indentation)
        }
    }

    private mutating func nested(at indentation: Int, depth: Int, _ write: (inout Self, Int) -> Void) {
        let inner = indentation + 1 + Int(random.next() % 3)
        endLine()
        indent(inner)
        write(&self, inner)
        file.features.insert(.nestedMapping)
    }

    private mutating func emptyValue() {
        let place = file.text.count
        file.places.append(.init(range: place..<place, value: [], style: .plain))
        file.features.insert(.emptyValue)
        endLine()
    }

    private mutating func alias() {
        put(" ")
        let start = file.text.count
        put("*" + pick(anchors))
        file.aliases.append(start..<file.text.count)
        file.features.insert(.alias)
        endLine()
    }

    private mutating func flow() {
        put(" ")
        let isMapping = chance(2)
        file.features.insert(isMapping ? .flowMapping : .flowSequence)
        put(isMapping ? "{" : "[")
        for index in 0..<Int(random.next() % 4) {
            if index > 0 { put(pick([",", ", ", " , "])) }
            if isMapping {
                scalar("k\(index)", isInFlow: true)
                put(": ")
            }
            scalar(pick(["a:1", "'é, b'", "\"c]\"", "plain 日", "x\(index)"]), isInFlow: true)
        }
        put(isMapping ? "}" : "]")
        endLine()
    }
}
