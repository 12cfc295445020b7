import Testing

@testable import YAMLSource

/// Edits that no node would make, to see that the check finds them.
@Suite struct EditVerificationTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let range: Range<Int>
        let replacement: String
        let effect: SourceEdit.Effect
        let message: String

        var testDescription: String { "\(text.debugDescription) with \(replacement.debugDescription)" }
    }

    static let plan = "the edited file would not read as planned: "

    static let rows = [
        Row(text: "a: b\n", range: 3..<4, replacement: "c", effect: .none, message: plan + "another value changes"),
        Row(text: "a: b\n", range: 3..<4, replacement: "'b'", effect: .none, message: plan + "another value changes"),
        Row(
            text: "a: b\n", range: 3..<4, replacement: "c", effect: .value(node: 2, [0x64], style: .plain),
            message: plan + "the new value is not there"),
        Row(
            text: "a: b\n", range: 3..<4, replacement: "1", effect: .value(node: 2, [0x31], style: .plain),
            message: plan + "the new value would be no string"),
        Row(
            text: "a: b\n", range: 3..<4, replacement: "{c: d}", effect: .value(node: 2, [0x63], style: .plain),
            message: plan + "another node stands here"),
        Row(
            text: "a: b\n", range: 3..<4, replacement: "c\nd: e", effect: .value(node: 2, [0x63], style: .plain),
            message: plan + "there is more in it than before"),
        Row(
            text: "a: b\nc: d\n", range: 3..<8, replacement: "b #c: ", effect: .none,
            message: plan + "something is missing at its end"),
        Row(
            text: "a: b\n", range: 3..<3, replacement: "&x ", effect: .none, message: plan + "another node stands here"),
        Row(
            text: "a: b\n", range: 3..<3, replacement: "!x ", effect: .none, message: plan + "another node stands here"),
        Row(
            text: "a: [b, c]\n", range: 3..<9, replacement: "\n- b\n- c", effect: .none,
            message: plan + "another value changes"),
        Row(
            text: "a: {b: c}\nd: e\n", range: 8..<14, replacement: ", d: e}", effect: .none,
            message: plan + "another node stands here"),
        Row(
            text: "a: b\n", range: 5..<5, replacement: "c: d\n",
            effect: .insertion(index: 3, mapping: 0, key: [0x63], value: [0x65]),
            message: plan + "the new entry is not there"),
        Row(
            text: "a: b\n", range: 5..<5, replacement: "",
            effect: .insertion(index: 3, mapping: 0, key: [0x63], value: [0x65]),
            message: plan + "the new entry is missing"),
        Row(
            text: "a: b\n", range: 3..<4, replacement: "'", effect: .none,
            message: "the edited file could not be read: found unexpected end of stream while scanning a quoted scalar "
                + "that begins at 1:4"),
        Row(
            text: "a: &x b\nc: &x d\ne: *x\n", range: 8..<16, replacement: "", effect: .removal(3..<5),
            message: plan + "another value changes"),
        Row(
            text: "a\n--- b\n", range: 2..<5, replacement: "   ", effect: .none,
            message: plan + "another value changes"),
    ]

    @Test(arguments: rows) func whatWasNotIntendedIsFound(_ row: Row) throws {
        let stream = try parse(row.text)
        let edit = SourceEdit(
            range: row.range, replacement: Array(row.replacement.utf8), effect: row.effect, stream: stream)
        let error = failure { try YAMLEditing.apply([edit], to: stream) }
        #expect(error?.code == .verificationFailed)
        #expect(error?.message == row.message)
    }

    @Test func editsOfTheSameBytesAreRefused() throws {
        let stream = try parse("a: b\n")
        let node = try #require(stream.first("a"))
        let edits = [try node.replacingValue(with: "c"), try node.replacingValue(with: "d")]
        let error = failure { try YAMLEditing.apply(edits, to: stream) }
        #expect(error?.code == .overlappingEdits)
        #expect(error?.description == "1:4: two edits change the same bytes")
    }

    @Test func editsOfAnotherReadingAreRefused() throws {
        let edit = try #require(try parse("a: b\n").first("a")).replacingValue(with: "c")
        let error = failure { try YAMLEditing.apply([edit], to: try parse("a: b\n")) }
        #expect(error?.description == "1:1: the edit belongs to another reading of the file")
    }

    @Test func withoutEditsTheBytesAreTheSame() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a: b".utf8)
        #expect(try YAMLEditing.apply([], to: YAMLStream(bytes: bytes)) == bytes)
    }
}
