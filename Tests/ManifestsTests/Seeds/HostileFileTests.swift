import ImageModel
import Testing
import YAMLSource

@testable import Manifests

/// No file stops a run, whatever its name says that it is.
@Suite struct HostileFileTests {
    static let contents: [(String, [UInt8])] = [
        ("empty", []),
        ("a byte order mark", [0xEF, 0xBB, 0xBF]),
        ("half a code unit", [0xFF, 0xFE, 0x41]),
        (
            "a program",
            [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + Array(repeating: 0, count: 100) + Array("image: a:1".utf8)
        ),
        ("compressed", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 151) }),
        ("zeroes", Array(repeating: 0, count: 1_000)),
        ("no UTF-8", Array("image: gcr.io/p/".utf8) + [0xC3, 0x28] + Array("a:1\n".utf8)),
        ("UTF-16 without a mark", Array("image: a:1\n".utf8).flatMap { [$0, 0] }),
        ("a list", Array("[1, 2, {\"image\": \"gcr.io/p/a:1\"}]".utf8)),
        ("a patch", Array(#"[{"op":"replace","path":"/spec/containers/0/image","value":"gcr.io/p/a:1"}]"#.utf8)),
        ("a scalar", Array("image".utf8)),
        ("documents of nothing", Array("---\n---\n...\n---\n".utf8)),
        ("a tab", Array("image:\n\t- gcr.io/p/a:1\n".utf8)),
        ("a template", Array("{{ range .images }}\nimage: {{ . }}\n{{ end\n".utf8)),
        ("open quotes", Array("image: \"gcr.io/p/a:1\nFROM 'x\nimage = \"b\n".utf8)),
        ("carriage returns", Array("image: gcr.io/p/a:1\rFROM gcr.io/p/b:1\r".utf8)),
    ]

    static let paths = Set(FuzzSeed.all.map(\.path)).sorted()

    @Test(arguments: paths) func itIsReadOrRefused(_ path: RepositoryPath) {
        for (name, content) in Self.contents {
            #expect(LocatorCheck.problem(content, as: path) == nil, "\(name)")
            for finding in LocatorCheck.scan(content, as: path).findings where finding.reason == .unparsable {
                #expect(finding.location != nil && !finding.message.isEmpty, "\(name)")
            }
        }
    }

    /// What stands in front of it is found all the same.
    @Test(arguments: FuzzSeed.seeds(of: .text)) func depthCostsNothing(_ seed: FuzzSeed) {
        let before = Self.values(seed.content, as: seed.path)
        for piece in ["{", "[", "(", "a {\n", "a(b, ", "{\"a\":", "docker { ", "{{ if a }}", "${", "$(", "x = [\n"] {
            let nested = seed.content + Array("\n".utf8) + Array(String(repeating: piece, count: 4_000).utf8)
            let after = Self.values(nested, as: seed.path)
            #expect(seed.locator is any TextLocator ? after.starts(with: before) : true, "\(piece)")
        }
    }

    private static func values(_ content: [UInt8], as path: RepositoryPath) -> [String?] {
        FileLocator().scan(path, content).occurrences.flatMap(\.parts.sites).map(\.value)
    }

    @Test(arguments: ["Dockerfile", "main.tf", "deploy.sh", "charts/a/templates/a.yaml", "pod.yaml"])
    func sixtyMegabytesAreRefused(_ name: String) throws {
        let path = try #require(RepositoryPath(name))
        let line = Array("image: gcr.io/p/a:1 # apiVersion {{ containers: }} #############################\n".utf8)
        var content: [UInt8] = []
        content.reserveCapacity(60 << 20)
        while content.count < 60 << 20 { content += line }
        let scan = FileLocator().scan(path, content)
        #expect(scan.occurrences.isEmpty)
        let message = "the file has \(content.count) bytes, more than the limit of 16777216"
        #expect(scan.findings.map(\.message) == [message])
        #expect(scan.findings.map(\.reason) == [.unparsable])
        #expect(scan.findings.first?.location == SourceLocation(line: 1, column: 1))
    }

    @Test func moreReferencesThanAnybodyWritesAreTold() throws {
        let count = SourceFile.mostReferences + 2
        let path = try #require(RepositoryPath("Dockerfile"))
        let scan = FileLocator().scan(path, Array(String(repeating: "FROM a\n", count: count).utf8))
        #expect(scan.occurrences.count == SourceFile.mostReferences)
        #expect(
            scan.findings == [
                Finding(
                    file: path, location: SourceLocation(line: SourceFile.mostReferences + 1, column: 6),
                    reason: .limitReached,
                    message: "the file names more than 100000 images; those from here on are not looked at")
            ])
    }

    /// A path is no longer than what is shown, however long the names in it are.
    @Test func longNamesAreCutOff() throws {
        let name = String(repeating: "n", count: 100_000)
        let path = try #require(RepositoryPath("main.tf"))
        let text = "\(name) {\n" + String(repeating: "image = \"r.io/a:1\"\n", count: 1_000) + "}\n"
        let scan = FileLocator().scan(path, Array(text.utf8))
        #expect(scan.occurrences.count == 1_000)
        #expect(scan.occurrences.allSatisfy { $0.field.utf8.count < 200 })
        let values = try #require(RepositoryPath("values.yaml"))
        let deep = String(repeating: "{? \(name.prefix(5_000)) : ", count: 50) + "{image: r.io/a:1}"
        let found = FileLocator().scan(values, Array((deep + String(repeating: "}", count: 50)).utf8)).occurrences
        #expect(found.map { $0.field.utf8.count < 3_000 } == [true])
    }
}
