import Foundation
import PinnaceTestSupport
import SystemPackage
import Testing

@testable import Reconciliation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct FileOnDiskTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory("file-on-disk")
    }

    private func path(_ name: String) -> FilePath { FilePath(directory.path(name)) }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }
    }

    private func mode(_ name: String) throws -> UInt32 {
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path(name))
        return (attributes[.posixPermissions] as? NSNumber)?.uint32Value ?? 0
    }

    @Test(arguments: [0o600, 0o644, 0o755, 0o664, 0o666, 0o640] as [UInt32])
    func replacingKeepsTheMode(mode wanted: UInt32) throws {
        try directory.write("a.yaml", "old")
        #expect(chmod(directory.path("a.yaml"), wanted) == 0)
        try FileOnDisk.replace(path("a.yaml"), with: Array("new".utf8), name: "a.yaml")
        #expect(try directory.read("a.yaml") == "new")
        #expect(try mode("a.yaml") == wanted)
        #expect(try names == ["a.yaml"])
    }

    @Test func aNewFileIsMade() throws {
        try FileOnDisk.replace(path("a.yaml"), with: [1, 2], name: "a.yaml")
        #expect(try directory.bytes("a.yaml") == [1, 2])
        #expect(try mode("a.yaml") & 0o111 == 0)
    }

    /// Old or new, never half of one, and never none.
    @Test func aReaderSeesOldOrNew() async throws {
        let sizes = [200_000, 300_000]
        let texts = sizes.map { [UInt8](repeating: UInt8(ascii: "x"), count: $0) }
        try directory.write("a.yaml", bytes: texts[0])
        let file = path("a.yaml")
        let reader = Task.detached {
            var seen: Set<Int> = []
            while !Task.isCancelled { seen.insert(try FileOnDisk.read(file.string, name: "a.yaml")?.count ?? -1) }
            return seen
        }
        for round in 0..<60 { try FileOnDisk.replace(file, with: texts[round % 2], name: "a.yaml") }
        reader.cancel()
        #expect(try await reader.value.isSubset(of: Set(sizes)))
    }

    @Test func aFolderThatIsGoneIsTold() throws {
        let error = #expect(throws: ReconciliationError.self) {
            try FileOnDisk.replace(path("gone/a.yaml"), with: [1], name: "gone/a.yaml")
        }
        #expect(error?.code == .file)
        #expect(error?.description == "gone/a.yaml: it cannot be written: No such file or directory")
    }

    /// The target cannot be renamed over: the old one stays, and nothing lies about.
    @Test func whatCannotBeReplacedStaysAsItIs() throws {
        try directory.write("a.yaml/inner", "kept")
        let error = #expect(throws: ReconciliationError.self) {
            try FileOnDisk.replace(path("a.yaml"), with: [1], name: "a.yaml")
        }
        #expect(error?.description == "a.yaml: it cannot be written: Is a directory")
        #expect(try directory.read("a.yaml/inner") == "kept")
        #expect(try names == ["a.yaml"])
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere")) func aReadOnlyFolderLeavesTheOldFile() throws {
        try directory.write("f/a.yaml", "old")
        chmod(directory.path("f"), 0o555)
        defer { chmod(directory.path("f"), 0o755) }
        #expect(throws: ReconciliationError.self) {
            try FileOnDisk.replace(path("f/a.yaml"), with: [1], name: "f/a.yaml")
        }
        #expect(try directory.read("f/a.yaml") == "old")
    }

    @Test func aLinkIsNotReadThrough() throws {
        try directory.write("secret", "s3cret")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("link.yaml"), withDestinationPath: directory.path("secret"))
        #expect(FileOnDisk.kind(of: path("link.yaml").string) == .link)
        let error = #expect(throws: ReconciliationError.self) {
            try FileOnDisk.read(path("link.yaml").string, name: "link.yaml")
        }
        #expect(error?.description.contains("s3cret") == false)
        #expect(error?.description.hasPrefix("link.yaml: it cannot be read: ") == true)
    }

    /// What is written is the file of that name, not what a link there leads to.
    @Test func aLinkIsNotWrittenThrough() throws {
        try directory.write("outside", "kept")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("link.yaml"), withDestinationPath: directory.path("outside"))
        try FileOnDisk.replace(path("link.yaml"), with: Array("new".utf8), name: "link.yaml")
        #expect(try directory.read("outside") == "kept")
        #expect(try mode("link.yaml") & 0o002 == 0)
    }

    @Test func aFileThatIsNotThereIsNone() throws {
        #expect(try FileOnDisk.read(path("gone.yaml").string, name: "gone.yaml") == nil)
        try FileOnDisk.remove(path("gone.yaml"), name: "gone.yaml")
    }

    /// Reading a pipe would wait for ever.
    @Test func aPipeIsNotRead() throws {
        #expect(mkfifo(directory.path("pipe.yaml"), 0o600) == 0)
        let error = #expect(throws: ReconciliationError.self) {
            try FileOnDisk.read(path("pipe.yaml").string, name: "pipe.yaml")
        }
        #expect(error?.description == "pipe.yaml: it cannot be read: it is not a file")
    }

    @Test func aFileThatIsTooLargeIsNotRead() throws {
        try directory.write("a.yaml", "")
        #expect(truncate(directory.path("a.yaml"), FileLimits.bytes + 1) == 0)
        let error = #expect(throws: ReconciliationError.self) {
            try FileOnDisk.read(path("a.yaml").string, name: "a.yaml")
        }
        #expect(error?.description == "a.yaml: it has 67108865 bytes, more than 67108864")
    }
}
