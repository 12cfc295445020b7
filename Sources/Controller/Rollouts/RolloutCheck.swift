import KubernetesAPI

/// Looks at the workloads that carry what a commit pinned, and says which image they fail on.
struct RolloutCheck: Sendable {
    let cluster: KubernetesClient
    let namespace: String?

    /// An image that is to go back, and why.
    struct Verdict: Sendable, Hashable {
        let image: ConfigRepositoryStatus.RolledImage
        let failure: RolloutFailure
    }

    /// Nothing where what stood there before fails as well: going back would not help.
    func failures(of rollout: ConfigRepositoryStatus.Rollout) async throws -> [Verdict] {
        let options = ListOptions(namespace: namespace)
        let pods = try await cluster.list(Pod.self, options).items
        let deployments = try await cluster.list(Deployment.self, options).items
        return rollout.images.compactMap { image in
            guard let failure = Self.failure(of: image.to, pods, deployments),
                Self.failure(of: image.from, pods, deployments) == nil
            else { return nil }
            return Verdict(image: image, failure: failure)
        }
    }

    private static func matcher(_ reference: String) -> (String) -> Bool {
        let digest = reference.firstRange(of: "@sha256:").map { String(reference[$0.lowerBound...]) }
        return { image in image == reference || digest.map { image.hasSuffix($0) } == true }
    }

    private static func failure(
        of reference: String, _ pods: [Pod], _ deployments: [Deployment]
    ) -> RolloutFailure? {
        let isMeant = matcher(reference)
        return pods.lazy.compactMap { $0.failure(of: isMeant) }.first
            ?? deployments.lazy.compactMap { $0.failure(of: isMeant) }.first
    }
}
