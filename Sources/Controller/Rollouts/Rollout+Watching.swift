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
        let images = ConfigRepositoryStatus.RolledImage.all(of: commit.pins)
        guard !images.isEmpty else { return nil }
        let window = resource.spec.watchDuration / .seconds(1)
        self.init(
            commit: commit.id, until: APITime.seconds(Date.now.addingTimeInterval(window)), images: images)
    }

    /// Whether its workloads are still looked at. RFC 3339 in UTC without decimals sorts as time does.
    func isWatched(at now: String) -> Bool { now < until }
}

extension ConfigRepositoryStatus.RolledImage {
    /// Each once, as many as a status has room for.
    static func all(of pins: [Pin]) -> [Self] {
        let longest = ConfigRepositoryStatus.messageLimit
        var images: [Self] = []
        for pin in pins where pin.from.count <= longest && pin.to.count <= longest {
            let image = Self(from: pin.from, to: pin.to)
            if !images.contains(image), images.count < ConfigRepositoryStatus.rolledLimit { images.append(image) }
        }
        return images
    }
}
