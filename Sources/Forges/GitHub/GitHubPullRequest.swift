/// GitHub's JSON of a pull request.
struct GitHubPullRequest: PullRequestAnswer {
    struct Tip: Decodable, Sendable {
        let ref: String
        let sha: String
    }

    let number: Int
    let nodeId: String?
    let htmlUrl: String
    let state: String
    let title: String
    let body: String?
    let mergedAt: String?
    let head: Tip

    var request: PullRequest {
        PullRequest(
            number: number, url: htmlUrl, title: title, body: body ?? "",
            state: state == "open" ? .open : mergedAt == nil ? .closed : .merged, head: head.sha, handle: nodeId)
    }
}

struct GitHubGraphQLAnswer: Decodable, Sendable {
    struct Problem: Decodable, Sendable {
        let message: String
    }

    let errors: [Problem]?
}
