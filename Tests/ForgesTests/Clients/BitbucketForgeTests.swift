import Foundation
import PinnaceTestSupport
import Testing

@testable import Forges

/// Requests and answers as developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests publishes them.
@Suite struct BitbucketForgeTests {
    private static let requests = "/2.0/repositories/team/config/pullrequests"
    private static let branches =
        "source.branch.name=\"pinnace/update/main\" AND destination.branch.name=\"main\" AND "

    private static func request(
        _ id: Int, _ state: String = "OPEN", reviewers: [String] = [], repository: String = "{1}",
        title: String = "Pin amber"
    ) -> String {
        let people = reviewers.map { "{\"uuid\": \"\($0)\", \"display_name\": \"x\"}" }.joined(separator: ",")
        return """
            {"type": "pullrequest", "id": \(id), "title": "\(title)", "description": "A table", "state": "\(state)",
             "source": {"branch": {"name": "pinnace/update/main"}, "commit": {"hash": "1111"}, "repository": {"uuid": "\(repository)"}},
             "destination": {"branch": {"name": "main"}, "commit": {"hash": "2222"}, "repository": {"uuid": "{1}"}},
             "reviewers": [\(people)],
             "links": {"html": {"href": "https://bitbucket.org/team/config/pull-requests/\(id)"}}}
            """
    }

    private static func find(_ state: String, _ answer: String) -> ForgeScript.Step {
        .get(requests, ["q": branches + state, "sort": "-created_on", "pagelen": "50"], answer)
    }

    private static let create = """
        {"title": "Pin amber", "description": "A table", "source": {"branch": {"name": "pinnace/update/main"}},
         "destination": {"branch": {"name": "main"}}, "close_source_branch": true}
        """

    private func script(_ steps: [ForgeScript.Step]) throws -> (ForgeScript, any Forge) {
        let script = try ForgeScript(steps, headers: ["Authorization": "Bearer s3cret"])
        return (script, script.forge(.bitbucket, root: "/2.0", ["team", "config"]))
    }

    @Test func openedWithReviewersAndWithoutWhatBitbucketLacks() async throws {
        let (script, forge) = try script([
            Self.find("state=\"OPEN\"", #"{"values": []}"#),
            .send("POST", Self.requests, Self.create, .text(Self.request(7), status: 201)),
            .get(Self.requests + "/7", [:], Self.request(7, reviewers: ["{bo}"])),
            .send(
                "PUT", Self.requests + "/7",
                #"{"title": "Pin amber", "description": "A table", "reviewers": [{"uuid": "{bo}"}, {"uuid": "{ana}"}]}"#,
                .text(Self.request(7))),
        ])
        var draft = PullRequestDraft.sample
        draft.labels = ["images"]
        draft.reviewers = ["{ana}"]
        let published = try await forge.publish(draft, mergesWhenReady: true)
        #expect(script.problems == [])
        #expect(published.request.url == "https://bitbucket.org/team/config/pull-requests/7")
        #expect(
            published.warnings == [
                "its labels were not set: Bitbucket's pull requests have none",
                "it is not set to merge by itself: Bitbucket's interface has no such thing",
            ])
    }

    /// Reviewers that people added stay.
    @Test func updatedInPlace() async throws {
        let (script, forge) = try script([
            Self.find("state=\"OPEN\"", "{\"values\": [\(Self.request(7, reviewers: ["{bo}"], title: "Old"))]}"),
            .send(
                "PUT", Self.requests + "/7",
                #"{"title": "Pin amber", "description": "A table", "reviewers": [{"uuid": "{bo}"}]}"#,
                .text(Self.request(7))),
        ])
        #expect(try await forge.publish(.sample).action == .updated)
        #expect(script.problems == [])
    }

    @Test func aLaterPageIsFollowed() async throws {
        let server = try ScriptedHTTPServer.start { request in
            guard request.target.hasSuffix("?page=2") else {
                let host = request[header: "Host"] ?? ""
                return .text(
                    "{\"values\": [\(Self.request(8, repository: "{fork}"))], \"next\": \"http://\(host)\(Self.requests)?page=2\"}"
                )
            }
            return .text("{\"values\": [\(Self.request(7))]}")
        }
        defer { server.stop() }
        let forge = ForgeScript.forge(.bitbucket, at: server.url("/2.0"), ["team", "config"])
        #expect(try await forge.open(from: "pinnace/update/main", into: "main")?.number == 7)
        #expect(server.requests.allSatisfy { $0[header: "Authorization"] == "Bearer s3cret" })
        #expect(server.requests.count == 2)
    }

    @Test func aPageElsewhereIsNotAsked() async throws {
        let other = try ScriptedHTTPServer.start { _ in .text("{}") }
        defer { other.stop() }
        let (script, forge) = try script([
            Self.find("state=\"OPEN\"", "{\"values\": [], \"next\": \"\(other.url("/steal").absoluteString)\"}")
        ])
        let error = await #expect(throws: ForgeError.self) {
            try await forge.open(from: "pinnace/update/main", into: "main")
        }
        #expect(error?.message == "it names another server for its next page")
        #expect(other.requests.isEmpty)
        #expect(script.problems == [])
    }

    @Test func declinedWithAComment() async throws {
        let (script, forge) = try script([
            .send("POST", Self.requests + "/7/comments", #"{"content": {"raw": "Done."}}"#, .text("{}", status: 201)),
            .send("POST", Self.requests + "/7/decline", "{}", .text(Self.request(7, "DECLINED"))),
        ])
        let request = PullRequest(number: 7, url: "", title: "Pin amber", body: "")
        try await forge.comment("Done.", on: request)
        try await forge.close(request)
        #expect(script.problems == [])
    }

    @Test func errorsAreToldInBitbucketsWords() async throws {
        let (script, forge) = try script([
            Self.find("state=\"OPEN\"", #"{"values": []}"#),
            .send(
                "POST", Self.requests, Self.create,
                .text(
                    #"{"type": "error", "error": {"message": "There are no changes to be pulled", "fields": {}}}"#,
                    status: 400)),
        ])
        let error = await #expect(throws: ForgeError.self) { try await forge.publish(.sample) }
        #expect(error?.message == "it refuses (There are no changes to be pulled)")
        #expect(script.problems == [])
    }
}
