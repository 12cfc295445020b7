import Credentials
import HTTPTransport
import Registry

/// Registry clients that runs share: what one repository's run was told a moment ago, another's need not ask again, as
/// long as both use the same credentials.
actor RegistryPool {
    private struct Key: Hashable {
        let credentials: String
        let configuration: RegistryConfiguration
    }

    private struct Entry {
        let client: RegistryClient
        var asked: ContinuousClock.Instant
        var used: ContinuousClock.Instant
    }

    private let http: any HTTPClient
    private let cloud: [any CredentialProvider]
    private let freshness: Duration
    private let capacity: Int
    private var entries: [Key: Entry] = [:]

    /// - Parameters:
    ///   - cloud: the controller's own identities at the clouds.
    ///   - freshness: how old an answer about a tag may be.
    init(
        http: any HTTPClient, cloud: [any CredentialProvider], freshness: Duration = .seconds(20), capacity: Int = 64
    ) {
        self.http = http
        self.cloud = cloud
        self.freshness = freshness
        self.capacity = capacity
    }

    /// - Parameter credentials: what tells the given providers apart from others.
    func client(
        _ configuration: RegistryConfiguration, _ providers: [any CredentialProvider], credentials: String
    ) async -> RegistryClient {
        let key = Key(credentials: credentials, configuration: configuration)
        let now = ContinuousClock.now
        guard var entry = entries[key] else {
            if entries.count >= capacity { discardOldest() }
            let client = RegistryClient(
                configuration: configuration, http: http, credentials: CredentialChain(providers + cloud))
            entries[key] = Entry(client: client, asked: now, used: now)
            return client
        }
        let isStale = entry.asked.duration(to: now) > freshness
        entry.used = now
        if isStale { entry.asked = now }
        entries[key] = entry
        if isStale { await entry.client.forgetTags() }
        return entry.client
    }

    /// What tags name is asked anew by the next run.
    func forgetTags() async {
        for entry in entries.values { await entry.client.forgetTags() }
    }

    private func discardOldest() {
        guard let oldest = entries.min(by: { $0.value.used < $1.value.used })?.key else { return }
        entries[oldest] = nil
    }
}
