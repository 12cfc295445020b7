import PinnaceTestSupport
import Testing

@testable import Forges

/// Requests and answers as docs.github.com/rest/pulls and /graphql publish them.
@Suite struct GitHubForgeTests {
    private static let pulls = "/api/v3/repos/team/config/pulls"
    private static let headers = [
        "Authorization": "Bearer s3cret", "Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28",
    ]
    private static let search = [
        "head": "team:pinnace/update/main", "base": "main", "sort": "created", "direction": "desc", "per_page": "30",
    ]

    private static func pull(
        _ number: Int = 7, _ title: String = "Pin amber", _ body: String = "A table", _ state: String = "open",
        merged: String = "null"
    ) -> String {
        """
        {"number": \(number), "node_id": "PR_\(number)", "html_url": "https://git.example.com/team/config/pull/\(number)",
         "state": "\(state)", "title": "\(title)", "body": "\(body)", "merged_at": \(merged), "draft": false,
         "head": {"ref": "pinnace/update/main", "sha": "1111111111111111111111111111111111111111", "label": "team:x"},
         "base": {"ref": "main", "sha": "2222222222222222222222222222222222222222"}}
        """
    }

    private static func find(_ answer: String) -> ForgeScript.Step {
        .get(pulls, search.merging(["state": "open"]) { $1 }, answer)
    }

    private static let create =
        #"{"title": "Pin amber", "body": "A table", "head": "pinnace/update/main", "base": "main"}"#

    private func script(_ steps: [ForgeScript.Step]) throws -> (ForgeScript, any Forge) {
        let script = try ForgeScript(steps, headers: Self.headers)
        return (script, script.forge(.github, root: "/api/v3", ["team", "config"]))
    }

    @Test func openedWithLabelsReviewersAndAutoMerge() async throws {
        let (script, forge) = try script([
            Self.find("[]"),
            .send("POST", Self.pulls, Self.create, .text(Self.pull(), status: 201)),
            .send("POST", "/api/v3/repos/team/config/issues/7/labels", #"{"labels": ["images", "bot"]}"#, .text("[]")),
            .send(
                "POST", Self.pulls + "/7/requested_reviewers", #"{"reviewers": ["ana"], "team_reviewers": []}"#,
                .text(Self.pull(), status: 201)),
            .send(
                "POST", Self.pulls + "/7/requested_reviewers", #"{"reviewers": [], "team_reviewers": ["platform"]}"#,
                .text(
                    #"{"message": "Reviews may only be requested from collaborators.", "documentation_url": "x"}"#,
                    status: 422)),
            .send(
                "POST", "/api/graphql",
                """
                {"query": "mutation($id: ID!) { enablePullRequestAutoMerge(input: {pullRequestId: $id}) { clientMutationId } }",
                 "variables": {"id": "PR_7"}}
                """, .text(#"{"data": {"enablePullRequestAutoMerge": {"clientMutationId": null}}}"#)),
        ])
        var draft = PullRequestDraft.sample
        draft.labels = ["images", "bot"]
        draft.reviewers = ["ana", "team/platform"]
        let published = try await forge.publish(draft, mergesWhenReady: true)
        #expect(script.problems == [])
        #expect(published.action == .opened)
        #expect(published.request.number == 7)
        #expect(published.request.url == "https://git.example.com/team/config/pull/7")
        #expect(
            published.warnings == [
                "team/platform was not asked to review it: it refuses (Reviews may only be requested from collaborators.)"
            ])
    }

    @Test func updatedInPlace() async throws {
        let (script, forge) = try script([
            Self.find("[\(Self.pull(7, "Pin birch"))]"),
            .send("PATCH", Self.pulls + "/7", #"{"title": "Pin amber", "body": "A table"}"#, .text(Self.pull())),
        ])
        #expect(try await forge.publish(.sample).action == .updated)
        #expect(script.problems == [])
    }

    @Test func leftAsItIs() async throws {
        let (script, forge) = try script([Self.find("[\(Self.pull(7, "Pin amber", "A table\\r\\n"))]")])
        #expect(try await forge.publish(.sample).action == .unchanged)
        #expect(script.problems == [])
    }

    /// Somebody else opened it between the two requests.
    @Test func aDuplicateIsTheOneThatIsThere() async throws {
        let (script, forge) = try script([
            Self.find("[]"),
            .send(
                "POST", Self.pulls, Self.create,
                .text(
                    """
                    {"message": "Validation Failed", "errors": [{"resource": "PullRequest", "code": "custom",
                     "message": "A pull request already exists for team:pinnace/update/main."}]}
                    """, status: 422)),
            Self.find("[\(Self.pull())]"),
        ])
        let published = try await forge.publish(.sample)
        #expect(published.action == .unchanged && published.request.number == 7)
        #expect(script.problems == [])
    }

    /// The answer to the POST is lost, and the forge says whether it was done.
    @Test(arguments: [true, false])
    func aLostAnswerIsLookedAfter(_ wasDone: Bool) async throws {
        let lost = ForgeScript.Step.send("POST", Self.pulls, Self.create, .cut(Array("{".utf8), of: 900))
        let rest =
            wasDone
            ? [Self.find("[\(Self.pull())]")]
            : [Self.find("[]"), .send("POST", Self.pulls, Self.create, .text(Self.pull(), status: 201))]
        let (script, forge) = try script([Self.find("[]"), lost] + rest)
        #expect(try await forge.publish(.sample).action == .opened)
        #expect(script.problems == [])
    }

    @Test func closedOnesTellWhetherTheyWereMerged() async throws {
        let merged = Self.pull(6, "b", "", "closed", merged: "\"2026-11-20T08:00:00Z\"")
        let (script, forge) = try script([
            .get(
                Self.pulls, Self.search.merging(["state": "closed"]) { $1 },
                "[\(Self.pull(7, "a", "", "closed")), \(merged)]")
        ])
        let past = try await forge.past(from: "pinnace/update/main", into: "main")
        #expect(past.map(\.state) == [.closed, .merged])
        #expect(script.problems == [])
    }

    @Test func closedWithAComment() async throws {
        let (script, forge) = try script([
            .send(
                "POST", "/api/v3/repos/team/config/issues/7/comments", #"{"body": "Done."}"#, .text("{}", status: 201)),
            .send("PATCH", Self.pulls + "/7", #"{"state": "closed"}"#, .text(Self.pull())),
        ])
        let request = PullRequest(number: 7, url: "", title: "", body: "")
        try await forge.comment("Done.", on: request)
        try await forge.close(request)
        #expect(script.problems == [])
    }

    @Test func aPullRequestThatNothingHoldsBackIsNotMerged() async throws {
        let (script, forge) = try script([
            Self.find("[\(Self.pull())]"),
            .send(
                "POST", "/api/graphql",
                """
                {"query": "mutation($id: ID!) { enablePullRequestAutoMerge(input: {pullRequestId: $id}) { clientMutationId } }",
                 "variables": {"id": "PR_7"}}
                """,
                .text(
                    #"{"data": null, "errors": [{"type": "UNPROCESSABLE", "message": "Pull request Pull request is in clean status"}]}"#
                )),
        ])
        let published = try await forge.publish(.sample, mergesWhenReady: true)
        #expect(
            published.warnings == [
                "it is not set to merge by itself: nothing is required of it, so that it would be merged at once; require "
                    + "checks or reviews, or merge it"
            ])
        #expect(script.problems == [])
    }

    /// Limits that end soon are waited for, whatever the request: it was not done.
    @Test func aLimitIsWaitedFor() async throws {
        let limit = ScriptedResponse.text(
            #"{"message": "You have exceeded a secondary rate limit."}"#, status: 403, headers: [("Retry-After", "12")])
        let (script, forge) = try script([
            Self.find("[]"), .send("POST", Self.pulls, Self.create, limit),
            .send("POST", Self.pulls, Self.create, .text(Self.pull(), status: 201)),
        ])
        #expect(try await forge.publish(.sample).action == .opened)
        #expect(script.pauses == [.seconds(12)])
        #expect(script.problems == [])
    }

    @Test(arguments: [
        (
            401, [], #"{"message": "Bad credentials"}"#, "unauthorized",
            "it does not know this token (Bad credentials); make a new one, or check which is set"
        ),
        (
            403, [], #"{"message": "Resource not accessible by integration"}"#, "forbidden",
            "the token may not do this (Resource not accessible by integration); it has to read the repository and write pull requests"
        ),
        (
            403, [("X-RateLimit-Remaining", "0"), ("Retry-After", "3600")], "{}", "rate-limited",
            "it limits how often it may be asked for 3600 s more; run this again later"
        ),
        (
            404, [], #"{"message": "Not Found"}"#, "not-found",
            "there is no such thing, or not for this token (Not Found); check the address and what the token may"
        ),
        (
            200, [], "<html>", "invalid-answer",
            "answered 200 with something else than was asked for; check the address of its API"
        ),
    ])
    func errors(_ status: Int, _ headers: [(String, String)], _ body: String, _ code: String, _ message: String)
        async throws
    {
        let step = ForgeScript.Step(
            method: "GET", path: Self.pulls, query: Self.search.merging(["state": "open"]) { $1 }, body: nil,
            answer: .text(body, status: status, headers: headers))
        let (script, forge) = try script([step])
        let error = await #expect(throws: ForgeError.self) { try await forge.publish(.sample) }
        #expect(error?.code.rawValue == code)
        #expect(error?.description == "git.example.com/team/config: \(message)")
        #expect(script.problems == [])
    }
}
