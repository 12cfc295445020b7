import ImageModel
import KubernetesAPI

/// What the cluster's nodes are: the platforms on which a pod could be started.
actor NodePlatforms {
    private static let freshness = Duration.seconds(60)

    private let cluster: KubernetesClient
    private var known: (platforms: [Platform], at: ContinuousClock.Instant)?

    init(_ cluster: KubernetesClient) {
        self.cluster = cluster
    }

    /// - Throws: `.invalid` where no node says what it is: a rule that nothing has to meet would let anything pass.
    func platforms() async throws(KubernetesError) -> [Platform] {
        if let known, known.at.duration(to: .now) < Self.freshness { return known.platforms }
        let nodes = try await cluster.list(Node.self).items
        let platforms = Self.platforms(nodes)
        guard !platforms.isEmpty else {
            throw KubernetesError(.invalid, operation: "list nodes", message: "no schedulable node says its platform")
        }
        known = (platforms, .now)
        return platforms
    }

    /// Cordoned nodes count not: nothing new is started there.
    static func platforms(_ nodes: [Node]) -> [Platform] {
        var texts: Set<String> = []
        for node in nodes where node.spec?.unschedulable != true {
            guard let info = node.status?.nodeInfo, let system = info.operatingSystem,
                let architecture = info.architecture
            else { continue }
            texts.insert("\(system)/\(architecture)")
        }
        return texts.sorted().compactMap { Platform($0) }
    }
}
