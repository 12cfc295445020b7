import Foundation
import Reconciliation
import Testing

@testable import Commands

@Suite struct UnifiedDiffTests {
    static let numbered = (1...20).map { "line \($0)\n" }.joined()

    @Test func aChangedLineHasThreeLinesAround() throws {
        let new = Self.numbered.replacing("line 10\n", with: "line ten\n")
        let diff = try #require(UnifiedDiff(path: "k8s/api.yaml", old: Array(Self.numbered.utf8), new: Array(new.utf8)))
        let expected = """
            diff --git a/k8s/api.yaml b/k8s/api.yaml
            --- a/k8s/api.yaml
            +++ b/k8s/api.yaml
            @@ -7,7 +7,7 @@
             line 7
             line 8
             line 9
            -line 10
            +line ten
             line 11
             line 12
             line 13

            """
        #expect(String(decoding: diff.patch, as: UTF8.self) == expected)
        #expect(DiffText(diff: diff, style: .none).text == expected)
    }

    @Test func nothingChanges() {
        #expect(UnifiedDiff(path: "a", old: [1], new: [1]) == nil)
    }

    /// The line in between stays out of the diff.
    @Test func onlyWhatChangesIsShown() throws {
        let old = (1...400).map { "image: a:\($0)\nname: x\n" }.joined()
        let new = old.replacing(#/a:([0-9]*)7\n/#) { "b:\($0.1)7\n" }
        let diff = try #require(UnifiedDiff(path: "a", old: Array(old.utf8), new: Array(new.utf8)))
        let lines = diff.hunks.flatMap(\.lines)
        #expect(lines.count { $0.kind == .added } == 40)
        #expect(lines.count { $0.kind == .removed } == 40)
        #expect(diff.hunks.count == 40)
    }

    @Test func aBigFileWithManyEditsTakesNoTime() throws {
        let old = (1...50_000).map { "image: a:\($0)\nname: x\n" }.joined()
        let new = old.replacing("a:", with: "b:")
        let started = ContinuousClock.now
        let diff = try #require(UnifiedDiff(path: "a", old: Array(old.utf8), new: Array(new.utf8)))
        #expect(diff.hunks.count == 1)
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test func aFileInTwoByteUnitsIsBinary() throws {
        let diff = try #require(UnifiedDiff(path: "a", old: [0x61, 0], new: [0x62, 0]))
        #expect(
            DiffText(diff: diff, style: .none).text
                == "diff --git a/a b/a\nBinary files a/a and b/a differ\n")
    }

    @Test func carriageReturnsShowOnlyWhereTheyDiffer() throws {
        let same = try #require(UnifiedDiff(path: "a", old: Array("a\r\nb\r\n".utf8), new: Array("a\r\nc\r\n".utf8)))
        #expect(DiffText(diff: same, style: .none).text.hasSuffix("@@ -1,2 +1,2 @@\n a\n-b\n+c\n"))
        let mixed = try #require(UnifiedDiff(path: "a", old: Array("a\nb\r\n".utf8), new: Array("a\nb\n".utf8)))
        #expect(DiffText(diff: mixed, style: .none).text.hasSuffix("@@ -1,2 +1,2 @@\n a\n-b\\r\n+b\n"))
    }

    @Test func coloursAndHostileText() throws {
        let hostile = RenderingSamples.hostile.replacing("\r\n", with: "")
        let diff = try #require(
            UnifiedDiff(path: RenderingSamples.hostile, old: Array("a\n".utf8), new: Array("\(hostile)\n".utf8)))
        let text = DiffText(diff: diff, style: .none).text
        #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isDeceptive })
        #expect(text.hasPrefix(#"diff --git "a/a\033[2J\r\nb\342\200\256c\342\200\213\302\233d" "b/a"#))
        let coloured = DiffText(diff: diff, style: .ansi).text
        #expect(coloured.contains("\u{1B}[31m-a\u{1B}[0m\n\u{1B}[32m+a\\u{1b}[2Jb"))
    }

    struct Edit: Sendable, CustomTestStringConvertible {
        let name: String
        var path = "dir/file.yaml"
        let old: String?
        let new: String
        var testDescription: String { name }
    }

    static let edits: [Edit] = [
        Edit(name: "first line", old: "a\nb\nc\nd\ne\n", new: "A\nb\nc\nd\ne\n"),
        Edit(name: "last line", old: "a\nb\nc\nd\ne\n", new: "a\nb\nc\nd\nE\n"),
        Edit(name: "far apart", old: numbered, new: "x\n" + numbered.replacing("line 20\n", with: "end\n")),
        Edit(name: "CRLF", old: "a\r\nb\r\nc\r\n", new: "a\r\nB\r\nc\r\n"),
        Edit(name: "CRLF, no last newline", old: "a\r\nb", new: "a\r\nB"),
        Edit(name: "mixed line ends", old: "a\r\nb\nc\rd\n", new: "a\r\nB\nc\rd\n"),
        Edit(name: "no last newline, edited above", old: "a\nb\nc", new: "A\nb\nc"),
        Edit(name: "no last newline, edited there", old: "a\nb", new: "a\nB"),
        Edit(name: "newline gained", old: "a\nb", new: "a\nb\n"),
        Edit(name: "newline lost", old: "a\nb\n", new: "a\nb"),
        Edit(name: "inserted", old: "a: 1\nb: 2\n", new: "a: 1\n  digest: x\nb: 2\n"),
        Edit(name: "removed", old: "a\nb\nc\n", new: "a\nc\n"),
        Edit(name: "repeated lines", old: "x\nx\ny\nx\nx\n", new: "x\ny\nx\nx\nx\n"),
        Edit(name: "all", old: "a\nb\n", new: "c\nd\ne\n"),
        Edit(name: "emptied", old: "a\n", new: ""),
        Edit(name: "filled", old: "", new: "a\n"),
        Edit(name: "new file", old: nil, new: "a\nb\n"),
        Edit(name: "BOM and non-ASCII", old: "\u{FEFF}ä: 漢\nb: 1\n", new: "\u{FEFF}ä: 漢\nb: 2\n"),
        Edit(name: "space in the path", path: "a b/c d.yaml", old: "a\n", new: "b\n"),
        Edit(name: "quote in the path", path: "a\"b\\c.yaml", old: "a\n", new: "b\n"),
        Edit(name: "non-ASCII path", path: "größe/漢.yaml", old: "a\n", new: "b\n"),
        Edit(name: "control characters in the path", path: "a\u{202E}b\u{1}.yaml", old: "a\n", new: "b\n"),
    ]

    @Test(arguments: edits)
    func gitAppliesIt(_ edit: Edit) throws {
        try #expect(applied(edit, ["git", "apply", "--whitespace=nowarn", "-"]) == edit.new)
    }

    @Test(arguments: edits)
    func patchAppliesIt(_ edit: Edit) throws {
        try #expect(applied(edit, ["patch", "-p1", "--silent", "--binary"]) == edit.new)
    }

    /// Random edits of random lines of few kinds, so that equal lines abound.
    @Test func anyEditApplies() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            let old = (0..<40).map { _ in "\(Int.random(in: 0..<4, using: &random))\n" }
            let new = old.flatMap { line in
                switch Int.random(in: 0..<10, using: &random) {
                case 0: [] as [String]
                case 1: [line, "new\n"]
                case 2: ["other\n"]
                default: [line]
                }
            }
            let edit = Edit(name: "random", old: old.joined(), new: new.joined())
            guard edit.old != edit.new else { continue }
            try #expect(applied(edit, ["git", "apply", "-"]) == edit.new, "from \(old)")
        }
    }

    private func applied(_ edit: Edit, _ command: [String]) throws -> String? {
        let diff = try #require(
            UnifiedDiff(path: edit.path, old: edit.old.map { Array($0.utf8) }, new: Array(edit.new.utf8)))
        let folder = FileManager.default.temporaryDirectory.appending(component: "diff-\(UUID().uuidString)")
        let file = folder.appending(path: edit.path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try edit.old.map { try Data($0.utf8).write(to: file) }
        let patch = folder.appending(component: "in.patch")
        try Data(diff.patch).write(to: patch)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CEILING_DIRECTORIES": folder.deletingLastPathComponent().path,
        ]
        process.standardInput = try FileHandle(forReadingFrom: patch)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        // GNU patch removes a file that it emptied.
        guard FileManager.default.fileExists(atPath: file.path) else { return "" }
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}
