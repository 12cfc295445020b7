import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Says whether a token that came with a delivery is Google's, for this receiver, and of the account that is believed
/// (cloud.google.com/pubsub/docs/authenticate-push-subscriptions). Keys are fetched when they are first needed, and anew when
/// a token names one that is not known; forged tokens make that no more often than once a minute.
actor IdentityTokens {
    /// Whose deliveries are taken.
    struct Subscription: Sendable, Hashable {
        let audience: String
        let email: String
    }

    private static let pause = Duration.seconds(60)
    private static let lifetime = Duration.seconds(3_600)
    private static let answerLimit = 256 << 10

    private let http: any HTTPClient
    private let address: String
    private var keys = JSONWebKeys()
    private var asked: ContinuousClock.Instant?
    private var asking: Task<JSONWebKeys?, Never>?

    init(http: any HTTPClient, address: String) {
        self.http = http
        self.address = address
    }

    /// - Parameters:
    ///   - given: keys of the operator's, in JSON, which are used instead of any that could be fetched.
    ///   - now: seconds since 1970.
    func accepts(
        _ token: Substring, from subscriptions: [Subscription], given: [UInt8]?,
        now: Double = Date.now.timeIntervalSince1970
    ) async -> Bool {
        guard let token = IdentityToken(token) else { return false }
        // Before anything is fetched or reckoned: most of what is forged ends here.
        guard subscriptions.contains(where: { token.isFor($0, now: now) }) else { return false }
        if let given { return (try? JSONWebKeys(reading: given)).map { $0.signed(token) } ?? false }
        return await known(token.key).signed(token)
    }

    private func known(_ key: String) async -> JSONWebKeys {
        let age = asked.map { ContinuousClock.now - $0 } ?? .seconds(86_400)
        guard asking != nil || age > Self.lifetime || (!keys.has(key) && age > Self.pause) else { return keys }
        let task = asking ?? Task { await fetch() }
        asking = task
        if let fetched = await task.value { keys = fetched }
        asked = .now
        asking = nil
        return keys
    }

    private func fetch() async -> JSONWebKeys? {
        guard let url = URL(string: address) else { return nil }
        var request = HTTPRequest(.get, url)
        request.options.maximumBodyBytes = Self.answerLimit
        request.options.timeout = .seconds(10)
        guard let answer = try? await http.send(request), answer.status == 200 else { return nil }
        return try? JSONWebKeys(reading: Array(answer.body))
    }
}
