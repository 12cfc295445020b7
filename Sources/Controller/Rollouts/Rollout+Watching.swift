import KubernetesAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ConfigRepositoryStatus.Rollout {
    /// `nil` where the resource does not ask for it, or nothing was pinned.
    init?(_ commit: PushedCommit, of resource: ConfigRepository) {
        guard resource.spec.rollback?.automatic == true else { return nil }
        var images: [ConfigRepositoryStatus.RolledImage] = []
        for pin in commit.pins where pin.from.count <= Self.longest && pin.to.count <= Self.longest {
            let image = ConfigRepositoryStatus.RolledImage(from: pin.from, to: pin.to)
            if !images.contains(image), images.count < ConfigRepositoryStatus.rolledLimit { images.append(image) }
        }
        guard !images.isEmpty else { return nil }
        let window = resource.spec.watchDuration / .seconds(1)
        self.init(
            commit: commit.id, until: APITime.seconds(Date.now.addingTimeInterval(window)), images: images)
    }

    private static let longest = ConfigRepositoryStatus.messageLimit

    /// Whether its workloads are still looked at. RFC 3339 in UTC without decimals sorts as time does.
    func isWatched(at now: String) -> Bool { now < until }
}
