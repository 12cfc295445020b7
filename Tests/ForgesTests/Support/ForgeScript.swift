import Foundation
import HTTPTransport
import PinnaceTestSupport
import Synchronization
import Testing

@testable import Forges

/// A forge that expects certain requests in their order, and answers each as the published interface does.
final class ForgeScript: Sendable {
    /// One request that has to come, and its answer.
    struct Step: Sendable {
        let method: String
        let path: String
        /// Decoded; all of it.
        let query: [String: String]
        /// JSON, compared by what it says; `nil` for none.
        let body: String?
        let answer: ScriptedResponse

        static func get(_ path: String, _ query: [String: String] = [:], _ answer: String) -> Step {
            Step(method: "GET", path: path, query: query, body: nil, answer: .text(answer))
        }

        static func send(
            _ method: String, _ path: String, _ body: String, _ answer: ScriptedResponse = .text("{}"),
            query: [String: String] = [:]
        ) -> Step {
            Step(method: method, path: path, query: query, body: body, answer: answer)
        }
    }

    struct State {
        var steps: [Step]
        var problems: [String] = []
    }

    let server: ScriptedHTTPServer
    private let state: State.Shared

    /// - Parameter headers: that every request has to have; an empty value stands for any.
    init(_ steps: [Step], headers: [String: String] = [:]) throws {
        let state = State.Shared(State(steps: steps))
        self.state = state
        server = try ScriptedHTTPServer.start { request in
            state.answer(request, headers)
        }
    }

    /// The client of a kind of forge, at this server. Waits for limits take no time.
    func forge(_ kind: ForgeKind, root: String, _ path: [String], token: Secret = Secret("Bearer s3cret")) -> any Forge
    {
        Self.forge(kind, at: server.url(root), path, token: token) { [state] in state.note($0) }
    }

    static func forge(
        _ kind: ForgeKind, at base: URL, _ path: [String], token: Secret = Secret("Bearer s3cret"),
        wait: @escaping @Sendable (Duration) -> Void = { _ in }
    ) -> any Forge {
        let repository = ForgeRepository(kind: kind, api: base, host: "git.example.com", path: path)
        var api = ForgeAPI(
            http: CURLClient(HTTPClientConfiguration()), base: base,
            authorization: ForgeAuthorization(ForgeAuthorization.Header("Authorization", token)),
            subject: repository.name)
        api.sleep = { wait($0) }
        return Forges.forge(for: repository, api)
    }

    /// How long the client waited for limits.
    var pauses: [Duration] { state.pauses }

    /// What was not as expected.
    var problems: [String] {
        server.stop()
        return state.problems
    }
}

extension ForgeScript.State {
    final class Shared: Sendable {
        private let state: Mutex<ForgeScript.State>
        private let waited = Mutex<[Duration]>([])

        init(_ state: ForgeScript.State) { self.state = Mutex(state) }

        var pauses: [Duration] { waited.withLock(\.self) }
        var problems: [String] {
            state.withLock { state in state.problems + state.steps.map { "missing: \($0.method) \($0.path)" } }
        }

        func note(_ pause: Duration) { waited.withLock { $0.append(pause) } }

        func answer(_ request: ScriptedRequest, _ headers: [String: String]) -> ScriptedResponse {
            state.withLock { state in
                guard let step = state.steps.first else {
                    state.problems.append("unexpected: \(request.method) \(request.target) \(request.text)")
                    return .status(418)
                }
                state.steps.removeFirst()
                state.problems += step.problems(in: request, headers)
                return step.answer
            }
        }
    }
}

extension ForgeScript.Step {
    func problems(in request: ScriptedRequest, _ headers: [String: String]) -> [String] {
        var problems: [String] = []
        if request.method != method || request.path != path {
            problems.append("\(request.method) \(request.path) instead of \(method) \(path)")
        }
        let components = URLComponents(string: "http://host" + request.target.replacing("+", with: "%20"))
        let found = Dictionary(
            (components?.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
        if found != query { problems.append("\(method) \(path): query \(found) instead of \(query)") }
        for (name, value) in headers where request[header: name] != value {
            problems.append("\(method) \(path): \(name) is \(request[header: name] ?? "missing") instead of \(value)")
        }
        if let body {
            let type = request[header: "Content-Type"]
            if type != "application/json" { problems.append("\(method) \(path): type \(type ?? "missing")") }
            if !Self.isSame(request.text, body) {
                problems.append("\(method) \(path): body \(request.text) instead of \(body)")
            }
        } else if !request.body.isEmpty {
            problems.append("\(method) \(path): a body that was not expected")
        }
        return problems
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        func value(_ text: String) -> NSObject? {
            try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? NSObject
        }
        return value(left) != nil && value(left) == value(right)
    }
}

extension PullRequestDraft {
    static var sample: PullRequestDraft {
        PullRequestDraft(branch: "pinnace/update/main", base: "main", title: "Pin amber", body: "A table")
    }
}
