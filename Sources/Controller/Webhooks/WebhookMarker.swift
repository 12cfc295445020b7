import KubernetesAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Notes in the cluster which resources are to be looked at again: any replica can, whoever leads sees it, and a restart
/// loses nothing. Deliveries that come together are noted together.
actor WebhookMarker {
    private let cluster: KubernetesClient
    private let options: ListOptions
    private let gathering: Duration
    private var waiting: Set<WebhookHint> = []
    private var flush: Task<Void, any Error>?

    /// - Parameter gathering: how long deliveries wait for others.
    init(_ cluster: KubernetesClient, _ options: ListOptions, gathering: Duration = .milliseconds(500)) {
        self.cluster = cluster
        self.options = options
        self.gathering = gathering
    }

    /// Returns when it is noted.
    func mark(_ hints: [WebhookHint]) async throws {
        guard !hints.isEmpty else { return }
        waiting.formUnion(hints)
        let task = flush ?? Task { try await self.noteAll() }
        flush = task
        try await task.value
    }

    private func noteAll() async throws {
        try await Task.sleep(for: gathering)
        let hints = waiting
        waiting = []
        flush = nil
        let resources = try await cluster.list(ConfigRepository.self, options).items
        for resource in resources where hints.contains(where: { $0.concerns(resource) }) {
            try await note(resource)
        }
    }

    private func note(_ resource: ConfigRepository) async throws {
        let patch = RequestPatch(
            metadata: .init(annotations: [ConfigRepository.requestedAt: APITime.micro(.now)]))
        do throws(KubernetesError) {
            _ = try await cluster.merge(patch, into: ConfigRepository.self, resource.key)
        } catch  where error.code == .notFound {
            // It went away meanwhile.
        }
    }
}

private struct RequestPatch: Encodable, Sendable {
    struct Metadata: Encodable, Sendable {
        let annotations: [String: String]
    }

    let metadata: Metadata
}
