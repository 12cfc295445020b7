import Testing

@testable import YAMLSource

/// Edits of which no more than the scalar's line is read again.
@Suite struct LineEditTests {
    private func edited(_ text: String, _ old: String, _ new: String) throws -> String? {
        let stream = try parse(text)
        let node = try #require(stream.scalars.first { $0.string == old })
        let replacement = ScalarReplacement(range: node.range, old: old, new: new)
        return YAMLEditing.edited(stream.source, by: [replacement]).map(string)
    }

    @Test(arguments: [
        ("a: b # c\n", "b", "d:1@x", "a: d:1@x # c\n"), ("a: 'b'", "b", "its", "a: 'its'"),
        ("a: \"b\"\n", "b", "", "a: \"\"\n"), ("- é\n- b\n", "b", "é", "- é\n- é\n"),
        ("a: &x b\nc: *x\n", "b", "d", "a: &x d\nc: *x\n"), ("a: !!str b\n", "b", "d", "a: !!str d\n"),
        ("[\n  b\n]", "b", "d", "[\n  d\n]"), ("{a: b}", "b", "d", "{a: d}"), ("[b , c]", "b", "d", "[d , c]"),
        ("{\"a\": \"b\",\n\"c\": 1}", "b", "d", "{\"a\": \"d\",\n\"c\": 1}"),
        ("a: b\r\nc: d\r\n", "b", "e", "a: e\r\nc: d\r\n"),
        ("a: b \t \n# c\n", "b", "e", "a: e \t \n# c\n"), ("--- b\n", "b", "e", "--- e\n"),
        ("a: 'b'\n", "b", "it's", "a: 'it''s'\n"), ("a: \"b\"\n", "b", "c\"d", "a: \"c\\\"d\"\n"),
        ("\u{FEFF}a: b\n", "b", "e", "\u{FEFF}a: e\n"), ("a: b\u{85}c: d", "b", "e", "a: e\u{85}c: d"),
    ])
    func whatEndsItsLineIsWritten(_ text: String, _ old: String, _ new: String, _ expected: String) throws {
        #expect(try edited(text, old, new) == expected)
    }

    @Test(arguments: [
        // Another style is needed, or the value is not spelled byte by byte.
        ("a: b\n", "b", "1"), ("a: b\n", "b", "c: d"), ("a: b\n", "b", "c #d"), ("a: b\n", "b", ""),
        ("a: b\n", "b", "-"), ("a: b\n", "b", "---"), ("a: b\n", "b", "c\nd"), ("a: b\n", "b", "[c"),
        ("a: 'it''s'\n", "it's", "c"), ("a: \"\\x62\"\n", "b", "c"),
        ("a: |\n  b\n", "b\n", "c\n"), ("a: b\n c\n", "b c", "d"),
        // Something follows.
        ("{a: b, c: d}", "b", "c"), ("{a: b}: c", "b", "d"), ("b: c\n", "b", "d"), ("'b' : c\n", "b", "d"),
        // Not in the encoding of its text.
        ("a: b # \u{1}\n", "b", "c"),
    ])
    func othersNeedTheWholeFile(_ text: String, _ old: String, _ new: String) throws {
        guard !text.contains("\u{1}") else {
            let replacement = ScalarReplacement(range: 3..<4, old: old, new: new)
            #expect(YAMLEditing.edited(SourceText(text), by: [replacement]) == nil)
            return
        }
        #expect(try edited(text, old, new) == nil)
    }

    @Test func whatStandsElsewhereIsNotWritten() throws {
        let source = SourceText("a: b\n")
        let places: [(Range<Int>, String)] = [
            (0..<1, "b"), (3..<9, "b"), (-1..<0, "b"), (3..<4, "c"), (3..<3, ""), (2..<4, "b"), (3..<5, "b"),
        ]
        for (range, old) in places {
            #expect(YAMLEditing.edited(source, by: [.init(range: range, old: old, new: "e")]) == nil)
        }
        let twice = [ScalarReplacement](repeating: .init(range: 3..<4, old: "b", new: "e"), count: 2)
        #expect(YAMLEditing.edited(source, by: twice) == nil)
        var limits = YAMLLimits()
        limits.maximumBytes = 5
        #expect(YAMLEditing.edited(source, by: [.init(range: 3..<4, old: "b", new: "e")], limits: limits) != nil)
        #expect(YAMLEditing.edited(source, by: [.init(range: 3..<4, old: "b", new: "ee")], limits: limits) == nil)
    }

    @Test(arguments: ["utf-16le", "utf-16be"]) func textOfTwoByteUnitsIsReadWhole(_ name: String) throws {
        let encoding: TextEncoding = name == "utf-16le" ? .utf16LittleEndian : .utf16BigEndian
        let source = try SourceText(bytes: encoding.encode(Array("a: b\n".utf8)))
        #expect(YAMLEditing.edited(source, by: [.init(range: 3..<4, old: "b", new: "e")]) == nil)
    }

    /// Whatever is put in a scalar's place: where its line reads as the one scalar intended, so does the whole file, and
    /// nothing else in it reads otherwise. Here without the care that is taken of what is put in.
    @Test(arguments: stride(from: 0, to: 4_000, by: 500).map { UInt64($0) })
    func theLineSpeaksForTheFile(_ first: UInt64) throws {
        var random = SeededGenerator(seed: first)
        var (accepted, refused, failed) = (0, 0, [String]())
        for seed in first..<(first + 500) {
            var generator = DocumentGenerator(seed: seed)
            let stream = try parse(generator.file())
            for node in stream.scalars where !node.range.isEmpty && !node.style.isBlockScalar {
                let spelled = Array(Self.texts.randomElement(using: &random)!.utf8)
                guard let value = Self.value(of: spelled) else { continue }
                let rest = YAMLEditing.rest(of: stream.text, behind: node.range.upperBound)
                guard Self.isOneLine(node), LineReading.isScalar(spelled, before: rest, of: value) else {
                    refused += 1
                    continue
                }
                accepted += 1
                if try !Self.reads(stream, node, spelled, value) {
                    failed.append("\(node.range) in \(string(stream.text))")
                }
            }
        }
        #expect(failed.prefix(3) == [])
        #expect(accepted > 500)
        #expect(refused > 500)
    }

    private static let texts = [
        "new:1@sha256:0", "'new'", "\"n\\x65w\"", "'it''s'", "'open", "a: b", "a #b", "# c", "-", "- a", "---", "&a b",
        "!t b", "*a", "|", "%a", "@a", "é 🚢", "\"\"", "a:", "a b", "'a' b", "\"a\": b", "\t", "a\t#b", "a\u{85}b",
        String(repeating: "x", count: 1_100),
    ]

    /// What it says by itself.
    private static func value(of spelled: [UInt8]) -> [UInt8]? {
        let quotes: [UInt8] = [UInt8(ascii: "'"), UInt8(ascii: "\"")]
        guard let first = spelled.first, quotes.contains(first) else { return spelled }
        return (try? YAMLStream(bytes: spelled))?.scalars.first.map { Array($0.valueBytes) }
    }

    private static func isOneLine(_ node: YAMLNode) -> Bool {
        node.stream.text.lineEnd(of: node.range.lowerBound) >= node.range.upperBound
    }

    /// Whether the file with other bytes in a scalar's place reads as before but for that scalar.
    private static func reads(
        _ stream: YAMLStream, _ node: YAMLNode, _ spelled: [UInt8], _ value: [UInt8]
    ) throws -> Bool {
        var text = stream.text
        text.replaceSubrange(node.range, with: spelled)
        let style: YAMLStyle = spelled[0] == 0x27 ? .singleQuoted : spelled[0] == 0x22 ? .doubleQuoted : .plain
        // The style is the old one's, as it is where scalars are replaced.
        guard style == node.style else { return true }
        var expected = EventList(stream)
        expected.set(value, try #require(stream.scalars.firstIndex { $0.index == node.index }))
        guard let edited = try? YAMLStream(bytes: text) else { return false }
        return expected.difference(from: EventList(edited)) == nil
    }
}

/// A file's bytes as one number.
@Suite struct SourceFingerprintTests {
    @Test(arguments: [
        "", "a", "b", "a\0", "\0", "\0\0", "12345678", "12345678\0", "123456781234567", "12345678 2345678",
        "1234567812345678",
    ])
    func everyByteCounts(_ text: String) {
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            var other = bytes
            other[index] ^= 1
            #expect(SourceFingerprint(of: other) != SourceFingerprint(of: bytes))
        }
        #expect(SourceFingerprint(of: bytes + [0]) != SourceFingerprint(of: bytes))
        #expect(SourceFingerprint(of: bytes) == SourceFingerprint(of: bytes))
    }

    /// The number is kept on disks, and read by other processes.
    @Test func itIsTheSameEverywhere() {
        #expect(SourceFingerprint(of: Array("a: b\n".utf8)) == SourceFingerprint(14_987_244_749_608_843_559))
    }
}
