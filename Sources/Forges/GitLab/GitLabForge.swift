import HTTPTransport

/// GitLab's REST interface, version 4 (docs.gitlab.com/api/merge_requests).
struct GitLabForge: Forge {
    let kind = ForgeKind.gitlab
    let limits = PullRequestLimits(title: 255, body: 1_048_576)
    private let api: ForgeAPI
    private let path: String

    init(_ repository: ForgeRepository, _ api: ForgeAPI) {
        self.api = api
        path = "/projects/" + ForgeAPI.segment(repository.path.joined(separator: "/")) + "/merge_requests"
    }

    func open(from branch: String, into base: String) async throws(ForgeError) -> PullRequest? {
        try await list(branch, base, "opened").first
    }

    func past(from branch: String, into base: String) async throws(ForgeError) -> [PullRequest] {
        try await list(branch, base, "all").filter { $0.state != .open }
    }

    private func list(_ branch: String, _ base: String, _ state: String) async throws(ForgeError) -> [PullRequest] {
        try await api.get(
            path,
            [
                ("state", state), ("source_branch", branch), ("target_branch", base), ("order_by", "created_at"),
                ("sort", "desc"), ("per_page", "30"),
            ], as: [GitLabMergeRequest].self
        ).filter(\.isOwn).map(\.request)
    }

    func create(_ draft: PullRequestDraft) async throws(ForgeError) -> PullRequest {
        struct Body: Encodable {
            let sourceBranch, targetBranch, title, description: String
            let removeSourceBranch = true
        }
        let body = Body(
            sourceBranch: draft.branch, targetBranch: draft.base, title: draft.title, description: draft.body)
        return try await api.send(.post, path, body, as: GitLabMergeRequest.self).request
    }

    func update(_ request: PullRequest, to draft: PullRequestDraft) async throws(ForgeError) -> PullRequest {
        struct Body: Encodable { let title, description: String }
        let body = Body(title: draft.title, description: draft.body)
        return try await api.send(.put, "\(path)/\(request.number)", body, as: GitLabMergeRequest.self).request
    }

    func add(labels: [String], to request: PullRequest) async throws(ForgeError) {
        try await api.tell(
            .put, "\(path)/\(request.number)", ["add_labels": labels.joined(separator: ",")])
    }

    /// Reviewers are set as a whole and by number: those that are there stay.
    func ask(reviewers: [String], about request: PullRequest) async throws(ForgeError) {
        struct User: Decodable, Sendable { let id: Int }
        struct Body: Encodable { let reviewerIds: [Int] }
        let now = try await api.get("\(path)/\(request.number)", as: GitLabMergeRequest.self).reviewers ?? []
        var ids = now.map(\.id)
        for name in reviewers {
            guard let user = try await api.get("/users", [("username", name)], as: [User].self).first else {
                throw ForgeError(.notFound, subject: api.subject, "there is no user of this name")
            }
            ids.append(user.id)
        }
        try await api.tell(.put, "\(path)/\(request.number)", Body(reviewerIds: ids))
    }

    func comment(_ text: String, on request: PullRequest) async throws(ForgeError) {
        try await api.tell(.post, "\(path)/\(request.number)/notes", ["body": text])
    }

    func close(_ request: PullRequest) async throws(ForgeError) {
        try await api.tell(.put, "\(path)/\(request.number)", ["state_event": "close"])
    }

    /// Without a pipeline GitLab would merge at once. `auto_merge` stands for `merge_when_pipeline_succeeds` since 17.11.
    func mergeWhenReady(_ request: PullRequest) async throws(ForgeError) -> String? {
        struct Body: Encodable {
            let autoMerge = true
            let mergeWhenPipelineSucceeds = true
            let shouldRemoveSourceBranch = true
            let sha: String?
        }
        let found = try await api.get("\(path)/\(request.number)", as: GitLabMergeRequest.self)
        if found.mergeWhenPipelineSucceeds == true { return nil }
        guard found.headPipeline != nil else {
            return "it has no pipeline yet, so that it would be merged at once; the next run tries again"
        }
        try await api.tell(.put, "\(path)/\(request.number)/merge", Body(sha: found.sha))
        return nil
    }
}

/// GitLab's JSON of a merge request.
struct GitLabMergeRequest: Decodable, Sendable {
    struct Person: Decodable, Sendable {
        let id: Int
        let username: String
    }

    struct Pipeline: Decodable, Sendable {
        let status: String
    }

    let iid: Int
    let webUrl: String
    let title: String
    let description: String?
    let state: String
    let sha: String?
    let reviewers: [Person]?
    let headPipeline: Pipeline?
    let mergeWhenPipelineSucceeds: Bool?
    let sourceProjectId: Int?
    let targetProjectId: Int?

    /// A branch of this project, not a fork's of the same name.
    var isOwn: Bool { sourceProjectId == targetProjectId }

    var request: PullRequest {
        PullRequest(
            number: iid, url: webUrl, title: title, body: description ?? "",
            state: state == "opened" || state == "locked" ? .open : state == "merged" ? .merged : .closed, head: sha,
            reviewers: (reviewers ?? []).map(\.username))
    }
}
