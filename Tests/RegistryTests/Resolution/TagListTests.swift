import HTTPTransport
import ImageModel
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
            error?.message == "gcr.io/p/app lists more than 200000 tags or 1000 pages; "
                + "nothing was decided on a part of them")
    }

    @Test func listThatIsNoneIsAnError() async throws {
        let error = await #expect(throws: RegistryError.self) { try await tags { _ in .status(200, "<html>") } }
        #expect(error?.message == "gcr.io sent a list of tags whose JSON cannot be read")
    }
}
