import GitStore
import PinnaceTestSupport
import Testing

struct FilterTests {
    /// What git itself stores for a file of the work tree.
    private static func stored(_ fixture: GitFixture, _ clone: String, _ path: String) async throws -> String {
        try await fixture.git.run(in: clone, "hash-object", "--path", path, path)
    }

    @Test(arguments: ["* text=auto eol=crlf\n", "*.yaml eol=crlf\n", "*.yaml -text\n", "a.yaml text eol=lf\n"])
    func `attributes turn line ends as git does`(_ attributes: String) async throws {
        let fixture = try await GitFixture(files: ["a.yaml": "one\ntwo\n", ".gitattributes": attributes])
        let clone = try await fixture.clone("checkout")
        let repository = try await GitRepository.open(clone)
        let inTree = try fixture.scratch.read("checkout/a.yaml")
        #expect(try await repository.toWorkTree("a.yaml", bytes("one\ntwo\n")) == inTree)
        #expect(try await repository.toBlob("a.yaml", inTree) == bytes("one\ntwo\n"))
    }

    @Test func `a commit stores what git would store`() async throws {
        let fixture = try await GitFixture(files: ["a.yaml": "one\ntwo\n", ".gitattributes": "*.yaml eol=crlf\n"])
        let clone = try await fixture.clone("checkout")
        let repository = try await GitRepository.open(clone)
        let commit = try await repository.commitWorkTree(
            ["a.yaml": .content(bytes("one\r\nthree\r\n"))], .test("pin"))
        let entry = try await repository.snapshot(of: commit).entry("a.yaml")
        #expect(entry?.id.hex == (try await Self.stored(fixture, clone, "a.yaml")))
        #expect(try await fixture.git.run(in: clone, "show", "HEAD:a.yaml") == "one\nthree")
        #expect(try fixture.scratch.read("checkout/a.yaml") == bytes("one\r\nthree\r\n"))
        #expect(try await fixture.git.run(in: clone, "status", "--porcelain") == "")
    }

    @Test func `core.autocrlf is honoured`() async throws {
        let fixture = try await GitFixture(files: ["a.yaml": "one\n"])
        let clone = try await fixture.clone()
        try await fixture.git.run(in: clone, "config", "core.autocrlf", "true")
        let repository = try await GitRepository.open(clone)
        #expect(try await repository.toWorkTree("a.yaml", bytes("one\n")) == bytes("one\r\n"))
        #expect(try await repository.toBlob("a.yaml", bytes("one\r\n")) == bytes("one\n"))
    }

    @Test func `filters that are programs are refused`() async throws {
        let fixture = try await GitFixture(
            files: ["a.bin": "x", ".gitattributes": "*.bin filter=lfs\n*.txt working-tree-encoding=UTF-16\n"])
        let clone = try await fixture.clone()
        try await fixture.git.run(in: clone, "config", "filter.lfs.clean", "cat")
        let repository = try await GitRepository.open(clone)
        await #expect(
            throws: GitError(
                .unsupported, operation: "apply the filters of a.bin",
                message: "it goes through the filter lfs, a program that only git runs; leave the file to git",
                paths: ["a.bin"])
        ) { try await repository.toBlob("a.bin", bytes("x")) }
        await #expect(
            throws: GitError(
                .unsupported, operation: "apply the filters of a.txt",
                message: "it is kept in UTF-16 (working-tree-encoding), which only git converts", paths: ["a.txt"])
        ) { try await repository.toBlob("a.txt", bytes("x")) }
    }
}
