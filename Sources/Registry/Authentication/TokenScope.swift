/// What a token is asked for: `repository:<path>:pull[,push]` (distribution, "Token Scope Documentation").
///
/// Built here and never taken from a challenge: some registries name a placeholder repository there.
struct TokenScope: Hashable, Sendable, CustomStringConvertible {
    enum Actions: String, Sendable {
        case pull = "pull"
        case push = "pull,push"
    }

    let description: String

    init(_ path: String, _ actions: Actions) {
        description = "repository:\(path):\(actions.rawValue)"
    }
}
