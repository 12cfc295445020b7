/// A pull request as a forge shows it. GitLab calls it a merge request.
package struct PullRequest: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
        case open, merged
        /// Closed, declined or abandoned: what it offered was not taken.
        case closed
    }

    /// As people say it: `12`.
    package let number: Int
    /// Where people look at it.
    package let url: String
    package let title: String
    package let body: String
    package let state: State
    /// The commit at the tip of its branch, where the forge tells it; hexadecimal.
    package let head: String?
    /// What the forge calls it where the number is not enough; see each client.
    let handle: String?
    /// Whom it asks, as the forge identifies them.
    let reviewers: [String]

    package init(
        number: Int, url: String, title: String, body: String, state: State = .open, head: String? = nil,
        handle: String? = nil, reviewers: [String] = []
    ) {
        self.number = number
        self.url = url
        self.title = title
        self.body = body
        self.state = state
        self.head = head
        self.handle = handle
        self.reviewers = reviewers
    }
}

/// What a pull request is to be.
package struct PullRequestDraft: Hashable, Sendable {
    /// The branch with the change, without `refs/heads/`.
    package var branch: String
    /// The branch that it goes into.
    package var base: String
    package var title: String
    /// Markdown.
    package var body: String
    package var labels: [String] = []
    /// As the forge identifies people: names on GitHub, GitLab and Gitea (`org/team` for a team on GitHub and Gitea),
    /// UUIDs on Bitbucket, identity ids on Azure DevOps.
    package var reviewers: [String] = []

    package init(branch: String, base: String, title: String, body: String) {
        self.branch = branch
        self.base = base
        self.title = title
        self.body = body
    }
}

/// How much text a forge takes, in characters.
package struct PullRequestLimits: Hashable, Sendable {
    package let title: Int
    package let body: Int
}
