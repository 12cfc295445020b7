import Foundation
import PinnaceTestSupport
import Synchronization

/// A GitHub server that keeps pull requests in memory, for one repository: `team/config`.
final class ScriptedGitHub: Sendable {
    struct Pull: Sendable {
        let number: Int
        let head: String
        let base: String
        var title: String
        var body: String
        var state = "open"
        var isMerged = false
        var labels: [String] = []
        var comments: [String] = []
    }

    private struct State {
        var pulls: [Pull] = []
        var problems: [String] = []
        var losesNextAnswer = false
    }

    private final class Shared: Sendable {
        let state = Mutex(State())
    }

    static let token = "forge-s3cret"
    private let server: ScriptedHTTPServer
    private let shared: Shared

    /// - Parameter token: what every request has to carry.
    init(token: String = token) throws {
        let shared = Shared()
        self.shared = shared
        server = try ScriptedHTTPServer.start { request in
            shared.state.withLock { state in Self.answer(request, token, &state) }
        }
    }

    deinit { server.stop() }

    /// `GITHUB_API_URL`
    var address: String { server.url("/api/v3").absoluteString }
    /// `--forge`
    var option: String { "github=\(address)" }
    var pulls: [Pull] { shared.state.withLock(\.pulls) }
    var problems: [String] { shared.state.withLock(\.problems) }
    /// How often something was changed.
    var writes: Int { server.requests.count { $0.method != "GET" } }

    /// As a person does on the web.
    func change(_ number: Int, _ body: (inout Pull) -> Void) {
        shared.state.withLock { state in body(&state.pulls[number - 1]) }
    }

    /// The next change is made, and its answer never comes.
    func loseNextAnswer() { shared.state.withLock { $0.losesNextAnswer = true } }

    private static func answer(_ request: ScriptedRequest, _ token: String, _ state: inout State) -> ScriptedResponse {
        guard request[header: "Authorization"] == "Bearer \(token)" else {
            state.problems.append("\(request.method) \(request.target) without the token")
            return .text(#"{"message": "Bad credentials"}"#, status: 401)
        }
        let root = "/api/v3/repos/team/config/"
        guard request.path.hasPrefix(root) else { return .text(#"{"message": "Not Found"}"#, status: 404) }
        let parts = request.path.dropFirst(root.count).split(separator: "/").map(String.init)
        let body = (try? JSONSerialization.jsonObject(with: Data(request.body))) as? [String: Any] ?? [:]
        let answer = answer(request, parts, body, &state)
        guard request.method != "GET", state.losesNextAnswer else { return answer }
        state.losesNextAnswer = false
        return .cut(Array("{".utf8), of: 900)
    }

    private static func answer(
        _ request: ScriptedRequest, _ parts: [String], _ body: [String: Any], _ state: inout State
    ) -> ScriptedResponse {
        switch (request.method, parts.count) {
        case ("GET", 1): return .text("[" + found(request, state).reversed().map(json).joined(separator: ",") + "]")
        case ("POST", 1): return create(body, &state)
        default: break
        }
        guard parts.count > 1, let number = Int(parts[1]), state.pulls.indices.contains(number - 1) else {
            return .text(#"{"message": "Not Found"}"#, status: 404)
        }
        let index = number - 1
        switch (request.method, parts.count, parts.last ?? "") {
        case ("PATCH", 2, _):
            state.pulls[index].title = body["title"] as? String ?? state.pulls[index].title
            state.pulls[index].body = body["body"] as? String ?? state.pulls[index].body
            state.pulls[index].state = body["state"] as? String ?? state.pulls[index].state
        case ("POST", 3, "labels"): state.pulls[index].labels += body["labels"] as? [String] ?? []
        case ("POST", 3, "comments"): state.pulls[index].comments.append(body["body"] as? String ?? "")
        default: return .text(#"{"message": "Not Found"}"#, status: 404)
        }
        return .text(json(state.pulls[index]))
    }

    private static func found(_ request: ScriptedRequest, _ state: State) -> [Pull] {
        let items = URLComponents(string: "http://host\(request.target)")?.queryItems ?? []
        let query = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
        return state.pulls.filter {
            "team:\($0.head)" == query["head"] && $0.base == query["base"] && $0.state == query["state"]
        }
    }

    private static func create(_ body: [String: Any], _ state: inout State) -> ScriptedResponse {
        let (head, base) = (body["head"] as? String ?? "", body["base"] as? String ?? "")
        guard !state.pulls.contains(where: { $0.head == head && $0.base == base && $0.state == "open" }) else {
            let message = "A pull request already exists for team:\(head)."
            return .text(#"{"message": "Validation Failed", "errors": [{"message": "\#(message)"}]}"#, status: 422)
        }
        let pull = Pull(
            number: state.pulls.count + 1, head: head, base: base, title: body["title"] as? String ?? "",
            body: body["body"] as? String ?? "")
        state.pulls.append(pull)
        return .text(json(pull), status: 201)
    }

    private static func json(_ pull: Pull) -> String {
        let object: [String: Any] = [
            "number": pull.number, "node_id": "PR_\(pull.number)",
            "html_url": "https://ghe.example.com/team/config/pull/\(pull.number)",
            "state": pull.state, "title": pull.title, "body": pull.body,
            "merged_at": pull.isMerged ? "2026-11-20T08:00:00Z" as Any : NSNull(),
            "head": ["ref": pull.head, "sha": String(repeating: "1", count: 40)],
            "base": ["ref": pull.base, "sha": String(repeating: "2", count: 40)],
        ]
        let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
