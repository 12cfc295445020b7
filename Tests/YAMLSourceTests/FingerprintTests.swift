import Testing

@testable import YAMLSource

/// What a file's parse found, as one number, and edits that are checked by it alone.
@Suite struct FingerprintTests {
    static let text = "# top\na: &x b\nc: [d, 'e', *x]\nf:\n  g: \"h\"\n  i: |\n    j\n"

    @Test(arguments: [
        "a: &x b\nc: [d, 'e', *x]\nf:\n  g: \"h\"\n  i: |\n    j\n",
        "# top\r\na: &x b\r\nc: [d,\r\n  'e', *x]\r\nf: {}\r\n",
        "a:   &x b # x\n\nc: [ d, 'e', *x ]\nf:\n    g: \"h\"\n    i: |\n      j\n",
    ])
    func commentsAndBlanksDoNotCount(_ other: String) throws {
        let isSame = !other.contains("{}")
        #expect((try parse(other).fingerprint == parse(Self.text).fingerprint) == isSame)
    }

    @Test(arguments: [
        ("b", "k"), ("\"h\"", "&y \"h\""), ("&x b", "&x !!str b"), ("&x b", "&x 'b'"), ("[d, 'e', *x]", "[d, 'e', b]"),
        ("'e'", "\"e\""), ("'e'", "'e', e"), ("[d, 'e', *x]", "\n- d\n- 'e'\n- *x"), ("  i:", "i:"),
        ("    j", "    j\n    j"),
        ("|", ">"), ("f:\n", "---\nf:\n"), ("d, ", "dd, "), ("*x]\nf:", "*x]\nff:"), ("  g: \"h\"\n", ""),
        ("f:", "f: 1\nl:"), ("|\n    j", "|+\n    j\n"), ("[d, 'e', *x]", "[[d, 'e', *x]]"), ("b\nc", "12345678\nc"),
        ("b\nc", "1234567812345678\nc"), ("b\nc", "1234567912345678\nc"), ("b\nc", "123456789\nc"),
    ])
    func everythingElseCounts(_ old: String, _ new: String) throws {
        let range = try #require(Self.text.firstRange(of: old))
        let other = Self.text.replacingCharacters(in: range, with: new)
        let seen = try [Self.text, other].map { try parse($0).fingerprint }
        #expect(seen[0] != seen[1])
    }

    /// The number is kept on disks, and read by other processes.
    @Test func itIsTheSameEverywhere() throws {
        #expect(try parse("a: b\n").fingerprint == EventFingerprint(0x4AE2_A251_86F5_0282))
        #expect(try parse("").fingerprint != parse("---\n").fingerprint)
    }

    private func edited(
        _ text: String, _ old: String, _ new: String, expecting fingerprint: EventFingerprint? = nil
    ) throws -> String? {
        let stream = try parse(text)
        let node = try #require(stream.scalars.first { $0.string == old })
        let replacement = ScalarReplacement(node: node.index, range: node.range, old: old, new: new)
        return YAMLEditing.edited(
            stream.source, by: [replacement], expecting: fingerprint ?? stream.fingerprint
        ).map { string($0.bytes) }
    }

    @Test(arguments: [
        ("a: b # c\n", "b", "d:1@x", "a: d:1@x # c\n"), ("a: 'b'", "b", "its", "a: 'its'"),
        ("a: \"b\"\n", "b", "", "a: \"\"\n"), ("{a: b}", "b", "ddd", "{a: ddd}"),
        ("- é\n- b\n", "b", "é", "- é\n- é\n"),
    ])
    func wholeScalarsAreWritten(_ text: String, _ old: String, _ new: String, _ expected: String) throws {
        #expect(try edited(text, old, new) == expected)
    }

    @Test(arguments: [
        ("a: &x b\n", "b", "c"), ("a: !!str b\n", "b", "c"), ("a: b\n", "b", "1"), ("a: b\n", "b", "c: d"),
        ("a: 'it''s'\n", "it's", "c"), ("a: 'b'\n", "b", "it's"), ("a: \"\\x62\"\n", "b", "c"),
        ("a: |\n  b\n", "b\n", "c\n"),
        ("a: b\n c\n", "b c", "d"), ("a: b\n", "b", ""),
    ])
    func othersNeedTheOldFile(_ text: String, _ old: String, _ new: String) throws {
        #expect(try edited(text, old, new) == nil)
    }

    @Test func anotherFileIsNotWritten() throws {
        #expect(try edited("a: b\nc: d\n", "b", "e", expecting: parse("a: b\nc: e\n").fingerprint) == nil)
        let source = SourceText("a: b\n")
        let places: [(Int, Range<Int>, String)] = [
            (2, 0..<1, "b"), (2, 3..<9, "b"), (2, -1..<0, "b"), (9, 3..<4, "b"), (1, 3..<4, "b"), (2, 3..<4, "c"),
            (2, 3..<3, ""), (-1, 3..<4, "b"),
        ]
        for (node, range, old) in places {
            let replacement = ScalarReplacement(node: node, range: range, old: old, new: "e")
            let fingerprint = try YAMLStream(parsing: source).fingerprint
            #expect(YAMLEditing.edited(source, by: [replacement], expecting: fingerprint) == nil)
        }
        let twice = [ScalarReplacement](repeating: .init(node: 2, range: 3..<4, old: "b", new: "e"), count: 2)
        #expect(YAMLEditing.edited(source, by: twice, expecting: try YAMLStream(parsing: source).fingerprint) == nil)
    }

    /// On generated files: what is written without the old file is what is written with it.
    @Test(arguments: [0, 500, 1_000, 1_500] as [UInt64]) func theSameAsWithTheOldFile(_ first: UInt64) throws {
        var random = SeededGenerator(seed: first)
        var (written, failed) = (0, [String]())
        for seed in first..<(first + 500) {
            var generator = DocumentGenerator(seed: seed)
            let text = generator.file()
            let stream = try parse(text)
            let nodes = stream.scalars.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            let values = nodes.map { _ in
                ["new:1@sha256:0", "é 🚢", "it's", "1.10", "", "x, y"].randomElement(using: &random)!
            }
            let replacements = zip(nodes, values).map {
                ScalarReplacement(node: $0.index, range: $0.range, old: $0.string!, new: $1)
            }
            guard
                let quick = YAMLEditing.edited(stream.source, by: replacements, expecting: stream.fingerprint)
            else { continue }
            written += nodes.isEmpty ? 0 : 1
            let edits = try zip(nodes, values).map { try $0.replacingValue(with: $1) }
            if try YAMLEditing.apply(edits, to: stream) != quick.bytes { failed.append(text) }
        }
        #expect(failed == [])
        #expect(written > 20)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}
