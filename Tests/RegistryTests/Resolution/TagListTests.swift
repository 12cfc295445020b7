import HTTPTransport
import ImageModel
import Synchronization
import Testing

@testable import Registry

@Suite struct TagListTests {
    private func tags(_ script: @escaping @Sendable (String) -> ScriptedClient.Answer) async throws -> [String] {
        let client = RegistryClient(RegistryConfiguration(), http: ScriptedClient { _, line in script(line) })
        return try await client.tags(of: ImageRepository(parsing: "gcr.io/p/app")).map(\.name)
    }

    private func page(_ tags: String, next: String? = nil) -> ScriptedClient.Answer {
        .status(200, #"{"name":"p/app","tags":\#(tags)}"#, next.map { ["Link": $0] } ?? [:])
    }

    @Test(arguments: [
        "</v2/p/app/tags/list?last=b&n=2>; rel=\"next\"", "<https://gcr.io/v2/p/app/tags/list?last=b&n=2>;rel=next",
        "<https://x.example/>; rel=prev, </v2/p/app/tags/list?last=b&n=2>; title=\"a\"; rel=\"next\"",
    ])
    func pagesAreFollowed(_ link: String) async throws {
        let names = try await tags { line in
            line.hasSuffix("last=b&n=2") ? page(#"["c"]"#) : page(#"["b","a","bad tag"]"#, next: link)
        }
        #expect(names == ["b", "a", "c"])
    }

    @Test func noTagsAreNoTags() async throws {
        #expect(try await tags { _ in page("null") }.isEmpty)
    }

    @Test(arguments: ["<https://evil.example/v2/p/app/tags/list>; rel=next", "<http://gcr.io/v2/x>; rel=next"])
    func otherOriginIsNotFollowed(_ link: String) async throws {
        let error = await #expect(throws: RegistryError.self) { try await tags { _ in page("[]", next: link) } }
        #expect(error?.message == "gcr.io sent a list of tags whose next page is on another host")
    }

    @Test func endlessListEnds() async throws {
        let error = await #expect(throws: RegistryError.self) {
            try await tags { _ in page("[]", next: "</v2/p/app/tags/list>; rel=next") }
        }
        #expect(
            error?.message == "gcr.io/p/app lists more than 200000 tags, 1000 pages or 64 MiB; "
                + "nothing was decided on a part of them")
    }

    @Test(
        arguments: [
            "<html>", "", #"["a"]"#, #"{"tags":["a""#, #"{"tags":["a"]"#, #"{"tags":["a"]}}"#, #"{"tags":[1]}"#,
            #"{"tags":[["a"]]}"#, #"{"tags":["a"}"#, #"{"tags":["\u00zz"]}"#,
            "{\"a\":" + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "}",
        ])
    func listThatIsNoneIsAnError(_ body: String) async throws {
        let error = await #expect(throws: RegistryError.self) { try await tags { _ in .status(200, body) } }
        #expect(error?.message == "gcr.io sent a list of tags whose JSON cannot be read")
    }

    /// What stands beside the list says nothing of it.
    @Test(
        arguments: [
            (#"{"tags":["a","b"],"name":"tags"}"#, ["a", "b"]), (#"{"child":{"tags":["x"]},"tags":["a"]}"#, ["a"]),
            (#"{"list":["x",{"tags":["y"]}],"tags":["a"],"n":1,"t":true}"#, ["a"]), (#"{"tags":[]}"#, []),
            (#" { "tags" : [ "\u0061" , "a\"b", "é", "\u00e9" ] } "#, ["a"]), (#"{"name":"tags","other":["x"]}"#, []),
        ])
    func onlyTheListCounts(_ body: String, _ expected: [String]) async throws {
        #expect(try await tags { _ in .status(200, body) } == expected)
    }

    /// As docker-registry sends it, which knows no pages.
    @Test func aListInOnePieceComesInPages() async throws {
        let list = (0..<100_000).map { "\"build-\($0)\"" }.joined(separator: ",")
        let client = RegistryClient(
            RegistryConfiguration(),
            http: ScriptedClient { _, _ in .status(200, "{\"name\":\"p/app\",\"tags\":[\(list)]}") })
        let seen = Mutex<(count: Int, largest: Int)>((0, 0))
        try await client.tagPages(of: ImageRepository(parsing: "gcr.io/p/app")) { page in
            seen.withLock { $0 = ($0.count + page.count, max($0.largest, page.count)) }
        }
        #expect(seen.withLock(\.count) == 100_000)
        #expect(seen.withLock(\.largest) == 1000)
    }
}
