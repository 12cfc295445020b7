import Testing
import YAMLSource

@Suite struct ParsingTests {
    @Test func findsAScalarByItsPath() throws {
        let stream = try YAMLStream(bytes: Array("a:\n  - image: 'x:1' # here\n".utf8))
        let image = try #require(stream.documents[0]["a"]?[0]?["image"])
        #expect(image.string == "x:1")
        #expect(image.sourceText == "'x:1'")
        #expect(image.location == SourceLocation(line: 2, column: 12))
        #expect(image.trailingComment?.text == "here")
    }
}
