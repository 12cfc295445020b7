import Credentials
import HTTPTransport
import Registry
import Settings

/// Registry clients that runs share: what one repository's run was told a moment ago, another's need not ask again, as
/// long as both use the same credentials.
actor RegistryPool {
    private struct Key: Hashable {
        let credentials: String
        let registries: RegistryConfiguration
        let repositories: [String: NewRepositories]
    }

    private struct Entry {
        let client: RegistryClient
        var asked: ContinuousClock.Instant
        var used: ContinuousClock.Instant
    }

    private let http: any HTTPClient
    private let cloud: [any CredentialProvider]
    /// What ECR does besides the distribution protocol, for the controller's own identity there.
    private let elastic: ECRService?
    /// What registries answered, between restarts.
    private let record: AnswerRecord?
    /// A registry that wants to be left alone means the whole controller.
    private let cooldowns = RegistryCooldowns()
    private let freshness: Duration
    private let capacity: Int
    private var entries: [Key: Entry] = [:]

    /// - Parameters:
    ///   - cloud: the controller's own identities at the clouds.
    ///   - record: kept apart for those with other credentials.
    ///   - freshness: how old an answer about a tag may be.
    init(
        http: any HTTPClient, cloud: [any CredentialProvider], elastic: ECRService? = nil,
        record: AnswerRecord? = nil, freshness: Duration = .seconds(20), capacity: Int = 64
    ) {
        self.http = http
        self.cloud = cloud
        self.elastic = elastic
        self.record = record
        self.freshness = freshness
        self.capacity = capacity
    }

    /// - Parameter credentials: what tells the given providers apart from others.
    func client(
        _ configuration: Configuration, _ providers: [any CredentialProvider], credentials: String
    ) async -> RegistryClient {
        let key = Key(
            credentials: credentials, registries: configuration.registries,
            repositories: configuration.newRepositories)
        let now = ContinuousClock.now
        guard var entry = entries[key] else {
            if entries.count >= capacity { discardOldest() }
            let client = RegistryClient(
                configuration: configuration.registries, http: http,
                credentials: CredentialChain(providers + cloud),
                creators: elastic.map { [ECRRepositories($0, settings: configuration.newRepositories)] } ?? [],
                scans: elastic.map { ECRScans($0) },
                recording: record.map { .keeping($0.part(credentials)) } ?? .none, cooldowns: cooldowns)
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
