import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// GitHub's REST interface, version 2022-11-28 (docs.github.com/rest/pulls), and GraphQL for what only that can do.
struct GitHubForge: GitHubLikeForge {
    typealias Answer = GitHubPullRequest

    let kind = ForgeKind.github
    let limits = PullRequestLimits(title: 256, body: 65_536)
    let api: ForgeAPI
    private let repository: ForgeRepository
    let path: String

    static let headers: HTTPHeaders = [
        "Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28",
    ]

    init(_ repository: ForgeRepository, _ api: ForgeAPI) {
        var api = api
        api.headers = Self.headers
        self.api = api
        self.repository = repository
        path = "/repos/" + repository.path.map(ForgeAPI.segment).joined(separator: "/")
    }

    func open(from branch: String, into base: String) async throws(ForgeError) -> PullRequest? {
        try await list(branch, base, "open").first?.request
    }

    func past(from branch: String, into base: String) async throws(ForgeError) -> [PullRequest] {
        try await list(branch, base, "closed").map(\.request)
    }

    /// `head` has to name the owner; a fork's branch of the same name is another owner's.
    private func list(_ branch: String, _ base: String, _ state: String) async throws(ForgeError) -> [GitHubPullRequest]
    {
        try await api.get(
            "\(path)/pulls",
            [
                ("state", state), ("head", "\(repository.owner):\(branch)"), ("base", base), ("sort", "created"),
                ("direction", "desc"), ("per_page", "30"),
            ])
    }

    func add(labels: [String], to request: PullRequest) async throws(ForgeError) {
        try await api.tell(.post, "\(path)/issues/\(request.number)/labels", ["labels": labels])
    }
}

extension GitHubForge {
    /// A pull request that nothing holds back ("clean status") is not merged here: nobody would have looked at it.
    func mergeWhenReady(_ request: PullRequest) async throws(ForgeError) -> String? {
        struct Variables: Encodable { let id: String }
        struct Body: Encodable {
            let query: String
            let variables: Variables
        }
        guard let id = request.handle else { return "GitHub did not tell its node id" }
        let body = Body(query: Self.enableAutoMerge, variables: Variables(id: id))
        let response = try await api.answer(.post, try graphQL, body)
        let words = try api.read(GitHubGraphQLAnswer.self, response).errors?.map(\.message) ?? []
        if words.isEmpty { return nil }
        if words.contains(where: { $0.contains("clean status") }) {
            return
                "nothing is required of it, so that it would be merged at once; require checks or reviews, or merge it"
        }
        return words.joined(separator: "; ").printable()
    }

    private static let enableAutoMerge =
        "mutation($id: ID!) { enablePullRequestAutoMerge(input: {pullRequestId: $id}) { clientMutationId } }"

    /// `https://api.github.com/graphql`; a server's own is at `/api/graphql` beside `/api/v3`.
    private var graphQL: URL {
        get throws(ForgeError) {
            let base = repository.api.absoluteString
            let root = base.hasSuffix("/v3") ? String(base.dropLast(3)) : base
            guard let url = URL(string: root + "/graphql") else {
                throw ForgeError(.invalidSetting, subject: repository.name, "its address cannot be used")
            }
            return url
        }
    }
}
