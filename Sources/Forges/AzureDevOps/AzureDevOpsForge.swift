import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The REST interface of Azure DevOps, version 7.1 (learn.microsoft.com/rest/api/azure/devops/git/pull-requests).
struct AzureDevOpsForge: Forge {
    let kind = ForgeKind.azure
    let limits = PullRequestLimits(title: 400, body: 4_000)
    private let api: ForgeAPI
    private let repository: ForgeRepository
    private let path: String
    private static let version = [(name: "api-version", value: "7.1")]

    init(_ repository: ForgeRepository, _ api: ForgeAPI) {
        var api = api
        api.hasSnakeCase = false
        self.api = api
        self.repository = repository
        let parts = repository.path.map(ForgeAPI.segment)
        path = "/\(parts[0])/\(parts[1])/_apis/git/repositories/\(parts[2])/pullrequests"
    }

    func open(from branch: String, into base: String) async throws(ForgeError) -> PullRequest? {
        guard let found = try await list(branch, base, "active", limit: 1).first else { return nil }
        return try await whole(found)
    }

    func past(from branch: String, into base: String) async throws(ForgeError) -> [PullRequest] {
        var requests: [PullRequest] = []
        for found in try await list(branch, base, "abandoned", limit: 10) { requests.append(try await whole(found)) }
        return requests
    }

    private func list(
        _ branch: String, _ base: String, _ status: String, limit: Int
    ) async throws(ForgeError) -> [AzurePullRequest] {
        struct List: Decodable, Sendable { let value: [AzurePullRequest] }
        return try await api.get(
            path,
            [
                ("searchCriteria.sourceRefName", Self.reference(branch)),
                ("searchCriteria.targetRefName", Self.reference(base)), ("searchCriteria.status", status),
                ("$top", "\(limit)"),
            ] + Self.version, as: List.self
        ).value.filter { $0.forkSource == nil }
    }

    /// A list cuts descriptions at 400 characters.
    private func whole(_ found: AzurePullRequest) async throws(ForgeError) -> PullRequest {
        request(try await api.get("\(path)/\(found.pullRequestId)", Self.version, as: AzurePullRequest.self))
    }

    func create(_ draft: PullRequestDraft) async throws(ForgeError) -> PullRequest {
        struct Body: Encodable { let sourceRefName, targetRefName, title, description: String }
        let body = Body(
            sourceRefName: Self.reference(draft.branch), targetRefName: Self.reference(draft.base), title: draft.title,
            description: draft.body)
        return request(try await api.send(.post, path, body, Self.version, as: AzurePullRequest.self))
    }

    func update(_ request: PullRequest, to draft: PullRequestDraft) async throws(ForgeError) -> PullRequest {
        struct Body: Encodable { let title, description: String }
        let body = Body(title: draft.title, description: draft.body)
        return self.request(
            try await api.send(.patch, "\(path)/\(request.number)", body, Self.version, as: AzurePullRequest.self))
    }

    func add(labels: [String], to request: PullRequest) async throws(ForgeError) {
        for label in labels {
            try await api.tell(.post, "\(path)/\(request.number)/labels", ["name": label], Self.version)
        }
    }

    /// By identity id; a vote of 0 is none.
    func ask(reviewers: [String], about request: PullRequest) async throws(ForgeError) {
        for reviewer in reviewers {
            try await api.tell(
                .put, "\(path)/\(request.number)/reviewers/\(ForgeAPI.segment(reviewer))", ["vote": 0], Self.version)
        }
    }

    /// A thread of its own, closed, as nobody has to answer it.
    func comment(_ text: String, on request: PullRequest) async throws(ForgeError) {
        struct Comment: Encodable {
            let parentCommentId = 0
            let content: String
            let commentType = 1
        }
        struct Thread: Encodable {
            let comments: [Comment]
            let status = 4
        }
        try await api.tell(
            .post, "\(path)/\(request.number)/threads", Thread(comments: [Comment(content: text)]), Self.version)
    }

    func close(_ request: PullRequest) async throws(ForgeError) {
        try await api.tell(.patch, "\(path)/\(request.number)", ["status": "abandoned"], Self.version)
    }

    /// Azure DevOps completes it as whoever set it to; policies of the branch say what it waits for, and where there are
    /// none it would be merged at once.
    func mergeWhenReady(_ request: PullRequest) async throws(ForgeError) -> String? {
        struct Identity: Encodable { let id: String }
        struct Options: Encodable { let deleteSourceBranch = true }
        struct Body: Encodable {
            let autoCompleteSetBy: Identity
            let completionOptions = Options()
        }
        guard let creator = request.handle else { return "Azure DevOps did not tell who opened it" }
        try await api.tell(
            .patch, "\(path)/\(request.number)", Body(autoCompleteSetBy: Identity(id: creator)), Self.version)
        return nil
    }

    private static func reference(_ branch: String) -> String { "refs/heads/\(branch)" }

    private func request(_ found: AzurePullRequest) -> PullRequest {
        let parts = repository.path.map(ForgeAPI.segment)
        let page = "\(repository.api.absoluteString)/\(parts[0])/\(parts[1])/_git/\(parts[2])"
        return PullRequest(
            number: found.pullRequestId, url: "\(page)/pullrequest/\(found.pullRequestId)", title: found.title,
            body: found.description ?? "",
            state: found.status == "active" ? .open : found.status == "completed" ? .merged : .closed,
            head: found.lastMergeSourceCommit?.commitId, handle: found.createdBy?.id)
    }
}

/// Azure DevOps' JSON of a pull request.
struct AzurePullRequest: Decodable, Sendable {
    struct Commit: Decodable, Sendable { let commitId: String }
    struct Identity: Decodable, Sendable { let id: String }
    /// Only there where the branch is a fork's.
    struct Fork: Decodable, Sendable { let name: String? }

    let pullRequestId: Int
    let status: String
    let title: String
    let description: String?
    let lastMergeSourceCommit: Commit?
    let createdBy: Identity?
    let forkSource: Fork?
}
