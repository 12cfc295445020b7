import HTTPTransport

/// A forge with the requests of GitHub's interface that Gitea and Forgejo took over.
protocol GitHubLikeForge: Forge {
    associatedtype Answer: PullRequestAnswer
    var api: ForgeAPI { get }
    /// Of the repository.
    var path: String { get }
}

/// A forge's JSON of a pull request.
protocol PullRequestAnswer: Decodable, Sendable {
    var request: PullRequest { get }
}

extension GitHubLikeForge {
    func create(_ draft: PullRequestDraft) async throws(ForgeError) -> PullRequest {
        let body = NewPullRequest(title: draft.title, body: draft.body, head: draft.branch, base: draft.base)
        return try await api.send(.post, "\(path)/pulls", body, as: Answer.self).request
    }

    func update(_ request: PullRequest, to draft: PullRequestDraft) async throws(ForgeError) -> PullRequest {
        let body = PullRequestChange(title: draft.title, body: draft.body)
        return try await api.send(.patch, "\(path)/pulls/\(request.number)", body, as: Answer.self).request
    }

    /// Teams are asked by their slug alone; the organisation is the owner's.
    func ask(reviewers: [String], about request: PullRequest) async throws(ForgeError) {
        let body = ReviewersWanted(
            reviewers: reviewers.filter { !$0.contains("/") },
            teamReviewers: reviewers.filter { $0.contains("/") }.map { String($0.split(separator: "/").last ?? "") })
        try await api.tell(.post, "\(path)/pulls/\(request.number)/requested_reviewers", body)
    }

    func comment(_ text: String, on request: PullRequest) async throws(ForgeError) {
        try await api.tell(.post, "\(path)/issues/\(request.number)/comments", ["body": text])
    }

    func close(_ request: PullRequest) async throws(ForgeError) {
        try await api.tell(.patch, "\(path)/pulls/\(request.number)", ["state": "closed"])
    }
}

private struct NewPullRequest: Encodable {
    let title, body, head, base: String
}

private struct PullRequestChange: Encodable {
    let title, body: String
}

private struct ReviewersWanted: Encodable {
    let reviewers, teamReviewers: [String]
}
