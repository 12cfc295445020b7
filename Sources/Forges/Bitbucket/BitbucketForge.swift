import HTTPTransport

/// Bitbucket Cloud's REST interface, version 2.0 (developer.atlassian.com/cloud/bitbucket/rest).
struct BitbucketForge: Forge {
    let kind = ForgeKind.bitbucket
    let limits = PullRequestLimits(title: 255, body: 32_768)
    private let api: ForgeAPI
    private let path: String
    private static let pages = 10

    init(_ repository: ForgeRepository, _ api: ForgeAPI) {
        self.api = api
        path = "/repositories/" + repository.path.map(ForgeAPI.segment).joined(separator: "/") + "/pullrequests"
    }

    func open(from branch: String, into base: String) async throws(ForgeError) -> PullRequest? {
        try await list(branch, base, "state=\"OPEN\"", limit: 1).first
    }

    func past(from branch: String, into base: String) async throws(ForgeError) -> [PullRequest] {
        try await list(branch, base, "state!=\"OPEN\"", limit: 30)
    }

    /// A page may hold fewer than there are, and says itself where the next one is.
    private func list(
        _ branch: String, _ base: String, _ state: String, limit: Int
    ) async throws(ForgeError) -> [PullRequest] {
        let question =
            "source.branch.name=\(Self.quoted(branch)) AND destination.branch.name=\(Self.quoted(base)) AND \(state)"
        var url = try api.url(path, [("q", question), ("sort", "-created_on"), ("pagelen", "50")])
        var found: [PullRequest] = []
        for _ in 1...Self.pages {
            let page = try await api.page(url, as: BitbucketPage.self).value
            found += page.values.filter(\.isOwn).map(\.request)
            guard found.count < limit, let next = page.next else { break }
            url = try api.next(next)
        }
        return Array(found.prefix(limit))
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// A second POST for the same branches changes the pull request that is there.
    func create(_ draft: PullRequestDraft) async throws(ForgeError) -> PullRequest {
        struct Body: Encodable {
            let title, description: String
            let source, destination: BitbucketPullRequest.Tip
            let closeSourceBranch = true
        }
        let body = Body(
            title: draft.title, description: draft.body, source: .init(draft.branch), destination: .init(draft.base))
        return try await api.send(.post, path, body, as: BitbucketPullRequest.self).request
    }

    func update(_ request: PullRequest, to draft: PullRequestDraft) async throws(ForgeError) -> PullRequest {
        try await put(request, title: draft.title, body: draft.body, reviewers: request.reviewers)
    }

    /// Bitbucket Cloud's pull requests have no labels.
    func add(labels: [String], to request: PullRequest) async throws(ForgeError) {
        throw ForgeError(.refused, subject: api.subject, "Bitbucket's pull requests have none")
    }

    func ask(reviewers: [String], about request: PullRequest) async throws(ForgeError) {
        let found = try await api.get("\(path)/\(request.number)", as: BitbucketPullRequest.self).request
        _ = try await put(
            found, title: found.title, body: found.body,
            reviewers: found.reviewers + reviewers.filter { !found.reviewers.contains($0) })
    }

    /// Reviewers that a PUT leaves out would be taken away.
    private func put(
        _ request: PullRequest, title: String, body: String, reviewers: [String]
    ) async throws(ForgeError) -> PullRequest {
        struct Body: Encodable {
            let title, description: String
            let reviewers: [BitbucketPullRequest.Person]
        }
        let body = Body(title: title, description: body, reviewers: reviewers.map { .init(uuid: $0) })
        return try await api.send(.put, "\(path)/\(request.number)", body, as: BitbucketPullRequest.self).request
    }

    func comment(_ text: String, on request: PullRequest) async throws(ForgeError) {
        try await api.tell(.post, "\(path)/\(request.number)/comments", ["content": ["raw": text]])
    }

    func close(_ request: PullRequest) async throws(ForgeError) {
        try await api.tell(.post, "\(path)/\(request.number)/decline", [String: String]())
    }

    func mergeWhenReady(_ request: PullRequest) async throws(ForgeError) -> String? {
        "Bitbucket's interface has no such thing"
    }
}

struct BitbucketPage: Decodable, Sendable {
    let values: [BitbucketPullRequest]
    let next: String?
}

/// Bitbucket's JSON of a pull request.
struct BitbucketPullRequest: Decodable, Sendable {
    struct Name: Codable, Sendable { let name: String }
    struct Commit: Codable, Sendable { let hash: String }
    struct Repository: Codable, Sendable { let uuid: String }
    struct Person: Codable, Sendable { let uuid: String }
    struct Link: Decodable, Sendable { let href: String }
    struct Links: Decodable, Sendable { let html: Link }

    struct Tip: Codable, Sendable {
        let branch: Name
        let commit: Commit?
        let repository: Repository?

        init(_ branch: String) {
            self.branch = Name(name: branch)
            commit = nil
            repository = nil
        }
    }

    let id: Int
    let title: String
    let description: String?
    let state: String
    let source: Tip
    let destination: Tip
    let reviewers: [Person]?
    let links: Links

    /// A branch of this repository, not a fork's of the same name.
    var isOwn: Bool { source.repository?.uuid == destination.repository?.uuid }

    var request: PullRequest {
        PullRequest(
            number: id, url: links.html.href, title: title, body: description ?? "",
            state: state == "OPEN" ? .open : state == "MERGED" ? .merged : .closed, head: source.commit?.hash,
            reviewers: (reviewers ?? []).map(\.uuid))
    }
}
