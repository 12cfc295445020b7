import Foundation
import PinnaceTestSupport
import Testing

@testable import Forges

/// Requests and answers as learn.microsoft.com/rest/api/azure/devops/git publishes them, version 7.1.
@Suite struct AzureDevOpsForgeTests {
    private static let requests = "/org/My%20Project/_apis/git/repositories/config/pullrequests"
    private static let version = ["api-version": "7.1"]

    private static func request(
        _ id: Int, _ status: String = "active", title: String = "Pin amber", body: String = "A table", more: String = ""
    ) -> String {
        """
        {"pullRequestId": \(id), "codeReviewId": \(id), "status": "\(status)", "title": "\(title)", "description": "\(body)",
         "sourceRefName": "refs/heads/pinnace/update/main", "targetRefName": "refs/heads/main",
         "createdBy": {"id": "d6245f20", "displayName": "Build"}, "lastMergeSourceCommit": {"commitId": "1111"}\(more)}
        """
    }

    private static func list(_ status: String, _ top: Int, _ found: [String]) -> ForgeScript.Step {
        .get(
            requests,
            [
                "searchCriteria.sourceRefName": "refs/heads/pinnace/update/main",
                "searchCriteria.targetRefName": "refs/heads/main", "searchCriteria.status": status, "$top": "\(top)",
                "api-version": "7.1",
            ], "{\"value\": [\(found.joined(separator: ","))], \"count\": \(found.count)}")
    }

    private static let create = """
        {"sourceRefName": "refs/heads/pinnace/update/main", "targetRefName": "refs/heads/main", "title": "Pin amber",
         "description": "A table"}
        """

    private func script(_ steps: [ForgeScript.Step]) throws -> (ForgeScript, any Forge) {
        let script = try ForgeScript(steps, headers: ["Authorization": "Bearer s3cret"])
        return (script, script.forge(.azure, root: "", ["org", "My Project", "config"]))
    }

    @Test func openedWithLabelsReviewersAndAutoComplete() async throws {
        let (script, forge) = try script([
            Self.list("active", 1, []),
            .send("POST", Self.requests, Self.create, .text(Self.request(7), status: 201), query: Self.version),
            .send("POST", Self.requests + "/7/labels", #"{"name": "images"}"#, query: Self.version),
            .send("PUT", Self.requests + "/7/reviewers/54d125f7", #"{"vote": 0}"#, query: Self.version),
            .send(
                "PATCH", Self.requests + "/7",
                #"{"autoCompleteSetBy": {"id": "d6245f20"}, "completionOptions": {"deleteSourceBranch": true}}"#,
                .text(Self.request(7)), query: Self.version),
        ])
        var draft = PullRequestDraft.sample
        draft.labels = ["images"]
        draft.reviewers = ["54d125f7"]
        let published = try await forge.publish(draft, mergesWhenReady: true)
        #expect(script.problems == [])
        #expect(published.warnings == [])
        #expect(
            published.request.url
                == script.server.url("/org/My%20Project/_git/config/pullrequest/7").absoluteString)
    }

    /// A list cuts descriptions, so that each is read by its number.
    @Test func foundWhole() async throws {
        let (script, forge) = try script([
            Self.list("active", 1, [Self.request(7, body: "A ta")]),
            .get(Self.requests + "/7", Self.version, Self.request(7)),
        ])
        #expect(try await forge.publish(.sample).action == .unchanged)
        #expect(script.problems == [])
    }

    @Test func aDuplicateIsBroughtUpToDate() async throws {
        let message = "TF401179: An active pull request for the source and target branch already exists."
        let (script, forge) = try script([
            Self.list("active", 1, []),
            .send(
                "POST", Self.requests, Self.create,
                .text("{\"message\": \"\(message)\", \"typeKey\": \"x\"}", status: 409), query: Self.version),
            Self.list("active", 1, [Self.request(7, title: "Old")]),
            .get(Self.requests + "/7", Self.version, Self.request(7, title: "Old")),
            .send(
                "PATCH", Self.requests + "/7", #"{"title": "Pin amber", "description": "A table"}"#,
                .text(Self.request(7)), query: Self.version),
        ])
        #expect(try await forge.publish(.sample).action == .updated)
        #expect(script.problems == [])
    }

    @Test func abandonedWithAThreadThatNobodyHasToAnswer() async throws {
        let (script, forge) = try script([
            .send(
                "POST", Self.requests + "/7/threads",
                #"{"comments": [{"parentCommentId": 0, "content": "Done.", "commentType": 1}], "status": 4}"#,
                query: Self.version),
            .send("PATCH", Self.requests + "/7", #"{"status": "abandoned"}"#, query: Self.version),
            Self.list(
                "abandoned", 10,
                [
                    Self.request(6, "abandoned"),
                    Self.request(5, "abandoned", more: #", "forkSource": {"name": "refs/heads/pinnace/update/main"}"#),
                ]),
            .get(Self.requests + "/6", Self.version, Self.request(6, "abandoned", body: "whole")),
        ])
        let request = PullRequest(number: 7, url: "", title: "", body: "")
        try await forge.comment("Done.", on: request)
        try await forge.close(request)
        let past = try await forge.past(from: "pinnace/update/main", into: "main")
        #expect(past.map(\.body) == ["whole"] && past.map(\.state) == [.closed])
        #expect(script.problems == [])
    }
}
