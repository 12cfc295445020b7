import Testing
import YAMLSource

@Suite struct SourceTextTests {
    static let text = "é: 'x' # 🚢\r\nimage: a:1\r\n"

    static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        ("\u{FEFF}" + text).utf16.flatMap { unit in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? bytes : bytes.reversed()
        }
    }

    static let files: [(TextEncoding, [UInt8])] = [
        (.utf8, Array(text.utf8)),
        (.utf8WithMark, [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
        (.utf16LittleEndian, utf16(text, bigEndian: false)),
        (.utf16BigEndian, utf16(text, bigEndian: true)),
    ]

    @Test(arguments: files) func everyEncodingIsReadAndRestored(_ encoding: TextEncoding, _ bytes: [UInt8]) throws {
        let source = try SourceText(bytes: bytes)
        #expect(source.encoding == encoding)
        #expect(source.payload == Array(Self.text.utf8))
        #expect(source.encoded(source.payload) == bytes)
        let stream = try YAMLStream(parsing: source)
        #expect(stream.first("image")?.location == SourceLocation(line: 2, column: 8))
    }

    @Test(arguments: files) func anEditKeepsTheEncoding(_ encoding: TextEncoding, _ bytes: [UInt8]) throws {
        let stream = try YAMLStream(bytes: bytes)
        let edit = try #require(stream.first("image")).replacingValue(with: "ü:2")
        let edited = try YAMLEditing.apply([edit], to: stream)
        let expected = Self.text.replacing("a:1", with: "ü:2")
        #expect(edited == stream.source.encoded(Array(expected.utf8)))
        #expect(try SourceText(bytes: edited).encoding == encoding)
    }

    static let refused: [([UInt8], String)] = [
        ([0x61, 0x0A, 0xC3, 0xA9, 0xFF], "2:2: the byte 0xFF is not valid UTF-8 here"),
        ([0x61, 0xC0, 0x80], "1:2: the byte 0xC0 is not valid UTF-8 here"),
        ([0xED, 0xA0, 0x80], "1:1: the byte 0xED is not valid UTF-8 here"),
        ([0xF4, 0x90, 0x80, 0x80], "1:1: the byte 0xF4 is not valid UTF-8 here"),
        ([0x61, 0xE2, 0x82], "1:2: the byte 0xE2 is not valid UTF-8 here"),
        ([0xFF, 0xFE, 0x61, 0x00, 0x62], "1:2: the text is not valid UTF-16 here"),
        ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x62, 0x00], "1:2: the text is not valid UTF-16 here"),
        ([0xFE, 0xFF, 0xDC, 0x00], "1:1: the text is not valid UTF-16 here"),
        ([0x61, 0x00, 0x62, 0x00], "1:1: the file looks like UTF-16 without a byte order mark; save it as UTF-8"),
        ([0x00, 0x61], "1:1: the file looks like UTF-16 without a byte order mark; save it as UTF-8"),
        ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0, 0, 0], "1:1: the file is UTF-32; save it as UTF-8"),
    ]

    @Test(arguments: refused) func brokenTextIsRefusedWithItsPlace(_ bytes: [UInt8], _ message: String) {
        let error = failure { try SourceText(bytes: bytes) }
        #expect(error?.description == message)
        #expect(error?.code == .encoding)
    }

    static let places: [(Int, Int, Int)] = [
        (0, 1, 1), (2, 1, 3), (3, 2, 1), (5, 2, 2), (6, 3, 1), (8, 4, 1), (9, 5, 1),
    ]

    @Test(arguments: places) func locationsCountCharacters(_ offset: Int, _ line: Int, _ column: Int) throws {
        let source = SourceText("ab\né\n\r\n\rz")
        #expect(source.location(of: offset) == SourceLocation(line: line, column: column))
        let stream = try YAMLStream(parsing: source)
        #expect(stream.location(of: offset) == SourceLocation(line: line, column: column))
    }

    @Test func searchFindsBytesAndTemplates() {
        let source = SourceText("a: {{ .Values.x }}\n")
        #expect(source.firstTemplateAction == 3)
        #expect(source.contains("Values"))
        #expect(!source.contains("values"))
        #expect(source.firstOffset(of: Array("a".utf8), from: 1) == 8)
        #expect(!SourceText("").contains("a"))
        #expect(SourceText("{ {").firstTemplateAction == nil)
    }
}
