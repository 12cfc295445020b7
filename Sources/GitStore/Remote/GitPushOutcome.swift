/// How a push ended. That it did not get as far as an answer is an error instead.
package enum GitPushOutcome: Hashable, Sendable {
    case pushed
    /// Somebody else moved, made or removed the branch: fetch, plan again, push again. The tip is told where the
    /// server said it before the push; `nil` where it did not, or the branch is gone.
    case lost(tip: GitObjectID?)
    /// The server will not have it (a hook, a protected branch), in its own words.
    case rejected(String)
}

extension GitPushOutcome {
    /// Judges a server's refusal of one reference; only the words tell a lost race from a rule.
    ///
    /// - Parameter forced: whether the push was to replace what is there, so that not to descend from it is a rule.
    init(refusal: String, serverText: String, forced: Bool = false) {
        let lower = refusal.lowercased()
        let isRule = Self.rules.contains { lower.contains($0) } || forced && lower.contains("non-fast-forward")
        if !isRule, Self.races.contains(where: lower.contains) {
            self = .lost(tip: nil)
        } else {
            self = .rejected(serverText.isEmpty ? refusal : "\(refusal); the server says: \(serverText)")
        }
    }

    private static let rules = ["hook declined", "protected", "denied", "prohibited", "not allowed"]

    /// From receive-pack (builtin/receive-pack.c, refs.c), and from JGit and the forges that word it otherwise.
    private static let races = [
        "failed to update ref", "cannot lock ref", "failed to lock", "fetch first", "stale info", "non-fast-forward",
        "reference already exists", "incorrect old value", "but expected", "lock error", "failed to transaction",
    ]
}
