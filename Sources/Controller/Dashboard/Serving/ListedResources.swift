import KubernetesAPI

/// The resources for a replica that does not follow them: asked for when somebody looks, and not again for every look.
actor ListedResources {
    private static let freshness = Duration.seconds(5)

    private let cluster: KubernetesClient
    private let options: ListOptions
    private var known: (resources: [ConfigRepository], at: ContinuousClock.Instant)?
    private var asking: Task<[ConfigRepository], any Error>?

    init(_ cluster: KubernetesClient, _ options: ListOptions) {
        self.cluster = cluster
        self.options = options
    }

    /// - Throws: what the cluster's refusal throws; it is asked again for the next look.
    func resources() async throws -> [ConfigRepository] {
        if let known, known.at.duration(to: .now) < Self.freshness { return known.resources }
        let task =
            asking ?? Task { [cluster, options] in try await cluster.list(ConfigRepository.self, options).items }
        asking = task
        defer { asking = nil }
        let resources = try await task.value
        known = (resources, .now)
        return resources
    }
}
