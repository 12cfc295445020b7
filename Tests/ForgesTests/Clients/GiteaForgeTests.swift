import HTTPTransport
import PinnaceTestSupport
import Testing

@testable import Forges

/// Requests and answers as the Swagger description of Gitea and Forgejo publishes them.
@Suite struct GiteaForgeTests {
    private static let root = "/api/v1/repos/team/config"

    private static func pull(
        _ number: Int, _ branch: String = "pinnace/update/main", base: String = "main", _ state: String = "open",
        merged: Bool = false, repository: Int = 1
    ) -> String {
        """
        {"id": 90, "number": \(number), "html_url": "https://git.example.com/team/config/pulls/\(number)",
         "state": "\(state)", "title": "Pin amber", "body": "A table", "merged": \(merged),
         "head": {"label": "\(branch)", "ref": "\(branch)", "sha": "1111", "repo_id": \(repository)},
         "base": {"label": "\(base)", "ref": "\(base)", "sha": "2222", "repo_id": 1}}
        """
    }

    private static func list(_ state: String, _ page: Int, _ pulls: [String]) -> ForgeScript.Step {
        .get(
            root + "/pulls", ["state": state, "sort": "recentupdate", "page": "\(page)", "limit": "50"],
            "[\(pulls.joined(separator: ","))]")
    }

    private static let create =
        #"{"title": "Pin amber", "body": "A table", "head": "pinnace/update/main", "base": "main"}"#

    private func script(_ steps: [ForgeScript.Step]) throws -> (ForgeScript, any Forge) {
        let script = try ForgeScript(steps, headers: ["Authorization": "token s3cret"])
        return (script, script.forge(.gitea, root: "/api/v1", ["team", "config"], token: Secret("token s3cret")))
    }

    @Test func foundOnALaterPage() async throws {
        let others = (100..<150).map { Self.pull($0, "feature-\($0)") }
        let (script, forge) = try script([
            Self.list("open", 1, others),
            Self.list("open", 2, [Self.pull(7, repository: 9), Self.pull(8, base: "release"), Self.pull(9)]),
        ])
        #expect(try await forge.open(from: "pinnace/update/main", into: "main")?.number == 9)
        #expect(script.problems == [])
    }

    @Test func openedWithLabelsReviewersAndAutoMerge() async throws {
        let (script, forge) = try script([
            Self.list("open", 1, []),
            .send("POST", Self.root + "/pulls", Self.create, .text(Self.pull(7), status: 201)),
            .get(
                Self.root + "/labels", ["page": "1", "limit": "50"], #"[{"id": 31, "name": "images", "color": "f00"}]"#),
            .send("POST", Self.root + "/issues/7/labels", #"{"labels": [31]}"#, .text("[]")),
            .send(
                "POST", Self.root + "/pulls/7/requested_reviewers", #"{"reviewers": ["ana"], "team_reviewers": []}"#,
                .text("[]", status: 201)),
            .get(Self.root + "/commits/1111/status", [:], #"{"state": "pending", "total_count": 1, "sha": "1111"}"#),
            .send(
                "POST", Self.root + "/pulls/7/merge",
                """
                {"Do": "merge", "merge_when_checks_succeed": true, "head_commit_id": "1111",
                 "delete_branch_after_merge": true}
                """, .status(201)),
        ])
        var draft = PullRequestDraft.sample
        draft.labels = ["images", "bot"]
        draft.reviewers = ["ana"]
        let published = try await forge.publish(draft, mergesWhenReady: true)
        #expect(script.problems == [])
        #expect(published.warnings == ["its labels were not set: the repository has no label bot; make it there"])
    }

    @Test func aDuplicateIsTheOneThatIsThere() async throws {
        let (script, forge) = try script([
            Self.list("open", 1, []),
            .send(
                "POST", Self.root + "/pulls", Self.create,
                .text(
                    #"{"message": "pull request already exists for these targets [id: 90, issue_id: 91]", "url": "x"}"#,
                    status: 409)),
            Self.list("open", 1, [Self.pull(7)]),
        ])
        #expect(try await forge.publish(.sample).action == .unchanged)
        #expect(script.problems == [])
    }

    @Test func changedAndClosed() async throws {
        let (script, forge) = try script([
            .send(
                "PATCH", Self.root + "/pulls/7", #"{"title": "Pin amber", "body": "A table"}"#,
                .text(Self.pull(7), status: 201)),
            .send("POST", Self.root + "/issues/7/comments", #"{"body": "Done."}"#, .text("{}", status: 201)),
            .send(
                "PATCH", Self.root + "/pulls/7", #"{"state": "closed"}"#, .text(Self.pull(7), status: 201)),
            Self.list(
                "closed", 1,
                [
                    Self.pull(7, base: "main", "closed"), Self.pull(6, base: "main", "closed", merged: true),
                    Self.pull(5, "other", base: "main", "closed"),
                ]),
        ])
        let request = PullRequest(number: 7, url: "", title: "", body: "")
        _ = try await forge.update(request, to: .sample)
        try await forge.comment("Done.", on: request)
        try await forge.close(request)
        #expect(try await forge.past(from: "pinnace/update/main", into: "main").map(\.state) == [.closed, .merged])
        #expect(script.problems == [])
    }

    @Test func withoutChecksItIsNotMerged() async throws {
        let (script, forge) = try script([
            .get(Self.root + "/commits/1111/status", [:], #"{"state": "", "total_count": 0, "sha": "1111"}"#)
        ])
        let request = PullRequest(number: 7, url: "", title: "", body: "", head: "1111")
        #expect(
            try await forge.mergeWhenReady(request)
                == "it has no checks yet, so that it would be merged at once; the next run tries again")
        #expect(script.problems == [])
    }
}
