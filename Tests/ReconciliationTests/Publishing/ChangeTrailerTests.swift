import ImageModel
import Testing

@testable import Reconciliation

@Suite struct ChangeTrailerTests {
    private static func trailer(file: String = "k8s/api.yaml", field: String = "image", from: String? = nil)
        -> ChangeTrailer
    {
        ChangeTrailer(file: file, object: "Pod/prod/api", field: field, from: from, to: "nginx:1", rule: "rewrites[0]")
    }

    @Test func itIsOneLineWithSortedKeys() {
        #expect(
            Self.trailer(from: "gcr.io/p/app:1").line == """
                Pinnace-Change: {"field":"image","file":"k8s/api.yaml","from":"gcr.io/p/app:1","object":"Pod/prod/api",\
                "rule":"rewrites[0]","to":"nginx:1"}
                """)
    }

    /// Each of them would like to end the line, or to speak to the terminal that shows the log.
    static let hostile = [
        "a\nPinnace-Operation: rollback", "a\r\nPinnace-Operation: rollback", "a\rPinnace-Operation: rollback",
        "a\u{2028}Pinnace-Operation: rollback", "a\u{85}Pinnace-Operation: rollback", "a\u{0B}b", "a\"},{\"", "a\\",
        "a\u{1B}[2Jb", "a\u{9B}2Jb", "a\u{7F}b", "a\u{202E}b", "ä/日本.yaml", "a\u{0}b",
    ]

    @Test(arguments: hostile) func aNameCannotForgeALine(name: String) {
        let trailer = Self.trailer(file: name, field: name, from: name)
        #expect(!trailer.line.utf8.contains { $0 < 0x20 })
        let message = CommitMessage(
            subject: "Pin", paragraphs: ["from \(name.printable())"],
            trailers: ["Pinnace-Operation: reconcile", trailer.line])
        let read = CommitTrailers(message.text)
        #expect(read.operation == "reconcile")
        #expect(read.changes == [trailer])
    }

    @Test(arguments: hostile) func nothingInALineSteersATerminal(name: String) {
        let scalars = Self.trailer(file: name).line.unicodeScalars
        #expect(
            !scalars.contains { $0.properties.generalCategory == .control || $0.properties.generalCategory == .format })
    }
}
