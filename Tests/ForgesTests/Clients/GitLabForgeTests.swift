import PinnaceTestSupport
import Testing

@testable import Forges

/// Requests and answers as docs.gitlab.com/api/merge_requests publishes them.
@Suite struct GitLabForgeTests {
    private static let requests = "/api/v4/projects/group%2Fsub%2Fconfig/merge_requests"
    private static let search = [
        "source_branch": "pinnace/update/main", "target_branch": "main", "order_by": "created_at", "sort": "desc",
        "per_page": "30",
    ]

    private static func request(
        _ iid: Int = 3, _ title: String = "Pin amber", _ state: String = "opened", more: String = ""
    ) -> String {
        """
        {"id": 900, "iid": \(iid), "web_url": "https://git.example.com/group/sub/config/-/merge_requests/\(iid)",
         "title": "\(title)", "description": "A table", "state": "\(state)", "sha": "1111", "source_project_id": 1,
         "target_project_id": 1, "labels": [], "reviewers": [{"id": 4, "username": "bo"}]\(more)}
        """
    }

    private static func find(_ answer: String) -> ForgeScript.Step {
        .get(requests, search.merging(["state": "opened"]) { $1 }, answer)
    }

    private static let create = """
        {"source_branch": "pinnace/update/main", "target_branch": "main", "title": "Pin amber", "description": "A table",
         "remove_source_branch": true}
        """

    private func script(_ steps: [ForgeScript.Step]) throws -> (ForgeScript, any Forge) {
        let script = try ForgeScript(steps, headers: ["Authorization": "Bearer s3cret"])
        return (script, script.forge(.gitlab, root: "/api/v4", ["group", "sub", "config"]))
    }

    @Test func openedWithLabelsReviewersAndAutoMerge() async throws {
        let (script, forge) = try script([
            Self.find("[]"), .send("POST", Self.requests, Self.create, .text(Self.request(), status: 201)),
            .send("PUT", Self.requests + "/3", #"{"add_labels": "images,bot"}"#, .text(Self.request())),
            .get(Self.requests + "/3", [:], Self.request()),
            .get("/api/v4/users", ["username": "ana"], #"[{"id": 12, "username": "ana"}]"#),
            .send("PUT", Self.requests + "/3", #"{"reviewer_ids": [4, 12]}"#, .text(Self.request())),
            .get(Self.requests + "/3", [:], Self.request()),
            .get("/api/v4/users", ["username": "nobody"], "[]"),
            .get(Self.requests + "/3", [:], Self.request(more: #", "head_pipeline": {"id": 1, "status": "running"}"#)),
            .send(
                "PUT", Self.requests + "/3/merge",
                """
                {"auto_merge": true, "merge_when_pipeline_succeeds": true, "should_remove_source_branch": true,
                 "sha": "1111"}
                """, .text(Self.request())),
        ])
        var draft = PullRequestDraft.sample
        draft.labels = ["images", "bot"]
        draft.reviewers = ["ana", "nobody"]
        let published = try await forge.publish(draft, mergesWhenReady: true)
        #expect(script.problems == [])
        #expect(published.action == .opened && published.request.number == 3)
        #expect(published.warnings == ["nobody was not asked to review it: there is no user of this name"])
    }

    /// A fork may have a branch of the same name.
    @Test func aForksRequestIsAnothers() async throws {
        let other = Self.request(2).replacing("\"source_project_id\": 1", with: "\"source_project_id\": 9")
        let (script, forge) = try script([
            Self.find("[\(other)]"), .send("POST", Self.requests, Self.create, .text(Self.request(), status: 201)),
        ])
        #expect(try await forge.publish(.sample).request.number == 3)
        #expect(script.problems == [])
    }

    @Test func aDuplicateIsBroughtUpToDate() async throws {
        let (script, forge) = try script([
            Self.find("[]"),
            .send(
                "POST", Self.requests, Self.create,
                .text(
                    #"{"message": ["Another open merge request already exists for this source branch: !3"]}"#,
                    status: 409)),
            Self.find("[\(Self.request(3, "Pin birch"))]"),
            .send(
                "PUT", Self.requests + "/3", #"{"title": "Pin amber", "description": "A table"}"#, .text(Self.request())
            ),
        ])
        #expect(try await forge.publish(.sample).action == .updated)
        #expect(script.problems == [])
    }

    @Test func closedOnesAndAComment() async throws {
        let (script, forge) = try script([
            .get(
                Self.requests, Self.search.merging(["state": "all"]) { $1 },
                "[\(Self.request(3)), \(Self.request(2, "x", "closed")), \(Self.request(1, "x", "merged"))]"),
            .send("POST", Self.requests + "/3/notes", #"{"body": "Done."}"#, .text("{}", status: 201)),
            .send("PUT", Self.requests + "/3", #"{"state_event": "close"}"#, .text(Self.request())),
        ])
        #expect(try await forge.past(from: "pinnace/update/main", into: "main").map(\.state) == [.closed, .merged])
        let request = PullRequest(number: 3, url: "", title: "", body: "")
        try await forge.comment("Done.", on: request)
        try await forge.close(request)
        #expect(script.problems == [])
    }

    @Test func withoutAPipelineItIsNotMerged() async throws {
        let (script, forge) = try script([
            Self.find("[\(Self.request())]"), .get(Self.requests + "/3", [:], Self.request()),
        ])
        #expect(
            try await forge.publish(.sample, mergesWhenReady: true).warnings == [
                "it is not set to merge by itself: it has no pipeline yet, so that it would be merged at once; the next "
                    + "run tries again"
            ])
        #expect(script.problems == [])
    }

    @Test(arguments: [
        (
            400, #"{"message": {"base": ["is protected"], "title": ["is too long"]}}"#,
            "it refuses (base: is protected; title: is too long)"
        ),
        (
            401, #"{"message": "401 Unauthorized"}"#,
            "it does not know this token (401 Unauthorized); make a new one, or check which is set"
        ),
        (
            403, #"{"error": "insufficient_scope", "error_description": "The request requires higher privileges"}"#,
            "the token may not do this (insufficient_scope; The request requires higher privileges); it has to read the repository and write pull requests"
        ),
    ])
    func errors(_ status: Int, _ body: String, _ message: String) async throws {
        let (script, forge) = try script([
            Self.find("[]"), .send("POST", Self.requests, Self.create, .text(body, status: status)),
        ])
        let error = await #expect(throws: ForgeError.self) { try await forge.publish(.sample) }
        #expect(error?.message == message)
        #expect(script.problems == [])
    }
}
