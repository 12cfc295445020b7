import HTTPTransport
import ImageModel

/// The REST interface of Gitea and Forgejo, version 1 (docs.gitea.com/api, forgejo.org/docs/latest/user/api-usage).
struct GiteaForge: GitHubLikeForge {
    typealias Answer = GiteaPullRequest

    let kind = ForgeKind.gitea
    let limits = PullRequestLimits(title: 255, body: 65_536)
    let api: ForgeAPI
    let path: String
    private static let pageSize = 50
    /// Newer versions find the branch themselves; older ones list all, which has to end somewhere.
    private static let pages = 20

    init(_ repository: ForgeRepository, _ api: ForgeAPI) {
        self.api = api
        path = "/repos/" + repository.path.map(ForgeAPI.segment).joined(separator: "/")
    }

    func open(from branch: String, into base: String) async throws(ForgeError) -> PullRequest? {
        for page in 1...Self.pages {
            let list = try await list("open", page)
            if let found = list.first(where: { $0.isFrom(branch, into: base) }) { return found.request }
            if list.count < Self.pageSize { return nil }
        }
        return nil
    }

    /// Only the newest page: a change that was refused long ago may be offered again.
    func past(from branch: String, into base: String) async throws(ForgeError) -> [PullRequest] {
        try await list("closed", 1).filter { $0.isFrom(branch, into: base) }.map(\.request)
    }

    private func list(_ state: String, _ page: Int) async throws(ForgeError) -> [GiteaPullRequest] {
        try await api.get(
            "\(path)/pulls",
            [("state", state), ("sort", "recentupdate"), ("page", "\(page)"), ("limit", "\(Self.pageSize)")])
    }

    /// Labels are known by number; those that the repository lacks are not made.
    func add(labels: [String], to request: PullRequest) async throws(ForgeError) {
        struct Label: Decodable, Sendable {
            let id: Int
            let name: String
        }
        var known: [Label] = []
        for page in 1...Self.pages {
            let list = try await api.get(
                "\(path)/labels", [("page", "\(page)"), ("limit", "\(Self.pageSize)")], as: [Label].self)
            known += list
            if list.count < Self.pageSize { break }
        }
        let found = known.filter { labels.contains($0.name) }
        if !found.isEmpty {
            try await api.tell(.post, "\(path)/issues/\(request.number)/labels", ["labels": found.map(\.id)])
        }
        let missing = labels.filter { label in !found.contains { $0.name == label } }
        guard missing.isEmpty else {
            throw ForgeError(
                .notFound, subject: api.subject,
                "the repository has no label \(missing.map { $0.printable() }.joined(separator: ", ")); make it there")
        }
    }

    /// `Do` is spelled so. Where no check is running, the forge merges at once.
    func mergeWhenReady(_ request: PullRequest) async throws(ForgeError) -> String? {
        struct Status: Decodable, Sendable { let totalCount: Int }
        struct Body: Encodable {
            enum CodingKeys: String, CodingKey {
                case method = "Do"
                case whenChecksSucceed = "merge_when_checks_succeed"
                case head = "head_commit_id"
                case deletesBranch = "delete_branch_after_merge"
            }
            let method = "merge"
            let whenChecksSucceed = true
            let head: String
            let deletesBranch = true
        }
        guard let head = request.head else { return "its commit is not known" }
        let status = try await api.get("\(path)/commits/\(head)/status", as: Status.self)
        guard status.totalCount > 0 else {
            return "it has no checks yet, so that it would be merged at once; the next run tries again"
        }
        var verbatim = api
        verbatim.hasSnakeCase = false
        try await verbatim.tell(.post, "\(path)/pulls/\(request.number)/merge", Body(head: head))
        return nil
    }
}

/// Gitea's JSON of a pull request.
struct GiteaPullRequest: PullRequestAnswer {
    struct Tip: Decodable, Sendable {
        let ref: String
        let sha: String
        let repoId: Int?
    }

    let number: Int
    let htmlUrl: String
    let state: String
    let title: String
    let body: String?
    let merged: Bool?
    let head: Tip
    let base: Tip

    /// A branch of this repository, not a fork's of the same name.
    func isFrom(_ branch: String, into base: String) -> Bool {
        head.ref == branch && self.base.ref == base && head.repoId == self.base.repoId
    }

    var request: PullRequest {
        PullRequest(
            number: number, url: htmlUrl, title: title, body: body ?? "",
            state: state == "open" ? .open : merged == true ? .merged : .closed, head: head.sha)
    }
}
