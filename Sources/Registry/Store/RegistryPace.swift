import HTTPTransport
import ImageModel
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How fast registries are asked: as configured, not at all for as long as they want to be left alone, and no oftener than
/// they count.
final class RegistryPace: Sendable {
    private struct Host {
        /// When the next request may go, where there is a rate.
        var next: ContinuousClock.Instant?
        var leftAloneUntil: ContinuousClock.Instant?
        var allowance: RegistryAllowance?
        var learnt = ContinuousClock.now
        /// Counted reads that no answer has told of yet.
        var reading = 0
    }

    /// For a registry that says that it is asked too often, and not for how long.
    private static let usualPause = Duration.seconds(10)
    /// What a registry counted is believed for so long; then one read finds out.
    private static let freshness = Duration.seconds(600)

    private let limits: [String: RegistryLimits]
    private let gates: [String: ConcurrencyLimit]
    private let hosts = Mutex<[String: Host]>([:])
    private let cooldowns: RegistryCooldowns

    init(_ limits: [String: RegistryLimits], _ cooldowns: RegistryCooldowns = RegistryCooldowns()) {
        self.limits = limits
        self.cooldowns = cooldowns
        gates = limits.compactMapValues { $0.concurrency.map { ConcurrencyLimit($0) } }
    }

    /// What registries said of how much they may be read.
    var allowances: [RegistryAllowance] {
        hosts.withLock { $0.values.compactMap(\.allowance) }.sorted { $0.host < $1.host }
    }

    /// Sends when it may be, and learns from the answer.
    func send(
        _ request: HTTPRequest, _ access: RegistryAccess,
        _ body: @escaping @Sendable () async throws(RegistryError) -> HTTPResponse
    ) async throws(RegistryError) -> HTTPResponse {
        let isCounted = access.endpoint.isMetered && request.isManifestRead
        guard let gate = gates[access.host] else { return try await sendNow(access, isCounted, body) }
        return try await gate.run { () async throws(RegistryError) in try await self.sendNow(access, isCounted, body) }
    }

    private func sendNow(
        _ access: RegistryAccess, _ isCounted: Bool, _ body: @Sendable () async throws(RegistryError) -> HTTPResponse
    ) async throws(RegistryError) -> HTTPResponse {
        try await wait(access, isCounted: isCounted)
        defer { if isCounted { hosts.withLock { $0[access.host]?.reading -= 1 } } }
        let response = try await body()
        learn(response.status, response.headers, access)
        return response
    }

    /// - Throws: `rateLimited` where the registry wants to be left alone, or has nothing left to give.
    func wait(_ access: RegistryAccess, isCounted: Bool = false) async throws(RegistryError) {
        guard let pause = try slot(access, isCounted) else { return }
        do {
            try await Task.sleep(for: pause)
        } catch {
            if isCounted { hosts.withLock { $0[access.host]?.reading -= 1 } }
            throw .cancelled
        }
    }

    /// - Returns: how long to wait first.
    private func slot(_ access: RegistryAccess, _ isCounted: Bool) throws(RegistryError) -> Duration? {
        let name = access.host
        let now = ContinuousClock.now
        let outcome: Result<Duration?, RegistryError> = hosts.withLock { hosts in
            var host = hosts[name] ?? Host()
            defer { hosts[name] = host }
            if let end = [host.leftAloneUntil, cooldowns.end(name)].compactMap(\.self).max(), end > now {
                return .failure(.leftAlone(name, for: now.duration(to: end), access.subject))
            }
            if isCounted {
                if let allowance = host.allowance, host.learnt.duration(to: now) < Self.freshness,
                    allowance.remaining - host.reading <= 0
                {
                    return .failure(.nothingLeft(allowance, access.subject))
                }
                host.reading += 1
            }
            guard let rate = limits[name]?.requestsPerSecond else { return .success(nil) }
            let start = max(now, host.next ?? now)
            host.next = start + Duration.seconds(1) / rate
            return .success(start > now ? now.duration(to: start) : nil)
        }
        return try outcome.get()
    }

    func learn(_ status: Int, _ headers: HTTPHeaders, _ access: RegistryAccess) {
        let name = access.host
        let allowance = RegistryAllowance(headers, host: name)
        guard allowance != nil || status == 429 else { return }
        let now = ContinuousClock.now
        hosts.withLock { hosts in
            var host = hosts[name] ?? Host()
            if let allowance { (host.allowance, host.learnt) = (allowance, now) }
            if status == 429 {
                let asked = headers.retryAfter(now: Int(Date().timeIntervalSince1970)) ?? Self.usualPause
                host.leftAloneUntil = max(host.leftAloneUntil ?? now, now + asked)
                cooldowns.leaveAlone(name, for: asked, now: now)
            }
            hosts[name] = host
        }
    }
}

extension HTTPRequest {
    fileprivate var isManifestRead: Bool { method == .get && url.path().contains("/manifests/") }
}

extension RegistryAccess {
    /// As limits name it.
    fileprivate var host: String { endpoint.host.lowercased() }
}
