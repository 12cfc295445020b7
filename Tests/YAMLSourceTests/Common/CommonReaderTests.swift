import Testing

@testable import YAMLSource

/// What ``CommonReader`` takes, libyaml reads alike.
@Suite struct CommonReaderTests {
    /// Whether the reader takes a text, and in what libyaml disagrees.
    private func read(_ bytes: [UInt8]) -> (isTaken: Bool, difference: String?) {
        guard let text = try? SourceText(bytes: bytes),
            let common = CommonReader.nodes(of: text.payload, limits: .default)
        else { return (false, nil) }
        do throws(YAMLSourceError) {
            let stream = try YAMLStream(parsing: text, usesLibYAML: true)
            let isSame =
                stream.nodes == common.nodes && stream.cooked == common.cooked && stream.roots == common.documents
                && stream.properties.isEmpty
            return (true, isSame ? nil : "other nodes: \(string(bytes).debugDescription)")
        } catch {
            return (true, "libyaml says \(error): \(string(bytes).debugDescription)")
        }
    }

    static let common = [
        "a: b\n", "a:\n- b\n- c: d\n  e: f\ng:\n", "- - a\n  - b\n-\n  c: d\n-\n",
        "a: |\n  x\n\n   y\n\nb: |-\n    z\n",
        "# c\n---\na: 'b'\n---\n- \"c\"\n", "a: [b, {c: d}] # e\n", "a: b", "  a: b\n  c: d\n", "a: # c\n  b: c\n",
        "é: ü # ö\n", "a: \"b: # c\"\n", "a: b#c\n", "- a: |\n    b\n  c:\n  - d\n- e\n", "a:\n\n# c\n  - b\n",
        "\"a\": 'b'\n", "a: -b\nc: --\n", "a: b:c\n",
    ]

    @Test(arguments: common) func commonTextIsReadAsLibYAMLReadsIt(_ text: String) {
        let (isTaken, difference) = read(Array(text.utf8))
        #expect(isTaken)
        #expect(difference == nil)
    }

    /// Some of it is good YAML, some is none; in doubt it is libyaml's.
    static let others = [
        "", "# c\n", "a", "a: b\n  c\n", "a: b: c\n", "a: - b\n", "a: &x b\n", "a: *x\n", "a: !x b\n", "? a\n",
        "a:\tb\n",
        "a: b\r\n", "a: \"b\\n\"\n", "a: 'b''c'\n", "a: >\n  b\n", "a: |+\n  b\n", "a: |2\n  b\n", "a: |\n\n  b\n",
        "a: |\n  b", "a: |\nb: c\n", "%YAML 1.1\n---\na: b\n", "---\n---\n", "a: b\n...\n", "--- a\n", "a: [b,\n  c]\n",
        "a: [b, ]\n", "a: [b: c]\n", "a: {b}\n", "a: {b:c}\n", "a: [b]c\n", "a: \"b\"c\n", "a: \"b\"#c\n", "a : b\n",
        "a: b\n c: d\n", "a:\n  b: c\n d: e\n", "- a\nb: c\n", "a: b\n- c\n", "a:\n- b\n c\n", "a:\n  b\n", "a:\n[b]\n",
        "a: b\u{2028}c: d\n", "# a\u{85}b: c\n", "a: \u{FEFF}b\n", "a: `b\n", "a: @b\n", "a: %b\n", "a: b\u{7F}\n",
        "# \u{1}\na: b\n", "---a: b\n", "...a: b\n", "a: ?b\n", "{a: b}\n", "a: b\n---", "a:b\n", "|\n a\n",
        "\(String(repeating: "a", count: 1_025)): b\n",
    ]

    @Test(arguments: others) func otherTextIsLeftToLibYAML(_ text: String) {
        #expect(!read(Array(text.utf8)).isTaken)
    }

    @Test(arguments: 0..<8) func whatPeopleWriteIsTakenAndAgreedUpon(_ slice: UInt64) {
        let results = (slice * 250..<slice * 250 + 250).map { read(Array(CommonText.file(seed: $0).utf8)) }
        #expect(results.compactMap(\.difference).prefix(3) == [])
        #expect(results.count(where: \.isTaken) == 250)
    }

    @Test(arguments: 0..<8) func whatIsTakenOfSpoiledTextIsAgreedUpon(_ slice: UInt64) {
        let results = (slice * 2_000..<slice * 2_000 + 2_000).map { read(CommonText.spoiledFile(seed: $0)) }
        #expect(results.compactMap(\.difference).prefix(3) == [])
        #expect(results.count(where: \.isTaken) > 300)
    }

    @Test func generatedFilesOfEveryStyleAreAgreedUpon() {
        let results = (0..<3_000).map { read(FileGenerator.file(seed: $0).bytes) }
        #expect(results.compactMap(\.difference).prefix(3) == [])
    }

    @Test func limitsAreThoseOfLibYAML() {
        var limits = YAMLLimits()
        limits.maximumDepth = 2
        #expect(CommonReader.nodes(of: Array("a:\n  b: c\n".utf8), limits: limits) != nil)
        #expect(CommonReader.nodes(of: Array("a:\n  b: [c]\n".utf8), limits: limits) == nil)
        limits.maximumNodes = 4
        #expect(CommonReader.nodes(of: Array("a:\n  b: c\n".utf8), limits: limits) == nil)
    }
}
