import HTTPTransport
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What GitHub Apps were given, in memory alone: whoever acts as the same app for the same repository, the forge's client
/// and git, shares one token until shortly before its end.
package final class GitHubAppTokens: Sendable {
    struct Key: Hashable, Sendable {
        let app: String
        let installation: String?
        let key: Secret
        let repository: ForgeRepository
    }

    struct Token: Sendable {
        let value: Secret
        let end: Date
    }

    /// A fetch or a push that begins with a token has ended before it does.
    private static let margin: Double = 300
    private static let capacity = 512
    private let kept = Mutex<[Key: Token]>([:])

    package init() {}

    func token(_ key: Key, at now: Date) -> Secret? {
        kept.withLock { kept in kept[key].flatMap { Self.isGood($0, now) ? $0.value : nil } }
    }

    func keep(_ token: Token, for key: Key, at now: Date) {
        kept.withLock { kept in
            kept = kept.filter { Self.isGood($0.value, now) }
            if kept.count >= Self.capacity, let next = kept.min(by: { $0.value.end < $1.value.end }) {
                kept[next.key] = nil
            }
            kept[key] = token
        }
    }

    /// - Returns: whether it was the one that was refused, so that asking again gives another.
    func forget(_ key: Key, where isRefused: (Secret) -> Bool) -> Bool {
        kept.withLock { kept in
            guard let token = kept[key], isRefused(token.value) else { return false }
            kept[key] = nil
            return true
        }
    }

    private static func isGood(_ token: Token, _ now: Date) -> Bool { token.end.timeIntervalSince(now) > margin }
}
