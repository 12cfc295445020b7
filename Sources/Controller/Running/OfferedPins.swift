import Engine
import GitStore
import Reconciliation

/// What waited to be merged when the branch was looked at last.
struct OfferedPins: Sendable {
    private let images: [ConfigRepositoryStatus.RolledImage]
    /// The branch's commit at that time, in hex.
    private let revision: String

    private static let commits = 256
    private static let timeLimit = Duration.seconds(20)

    init?(_ resource: ConfigRepository) {
        guard resource.spec.rollback?.automatic == true, let status = resource.status,
            let images = status.offered, !images.isEmpty, let revision = status.observedRevision
        else { return nil }
        (self.images, self.revision) = (images, revision)
    }

    /// What came to the branch since, as one commit: the newest of them. It is known by what the first parents' contents
    /// show, so that merges, squashes, rebases and picks count alike.
    func merged(
        into tip: GitObjectID, _ repository: GitRepository, _ inputs: RunInputs
    ) async throws -> PushedCommit? {
        guard tip.hex != revision else { return nil }
        let history = HistoryReader(repository, locator: inputs.locator, isSelected: inputs.isSelected)
        let news = try await history.recent(
            from: tip, until: revision, commits: Self.commits, limit: Self.timeLimit)
        // Of a history that was written anew nobody can say what is new in it.
        guard news.reachedKnown else { return nil }
        var newest: HistoryCommit?
        var pins: [Pin] = []
        for commit in news.commits {
            let own = commit.changes.compactMap(pin)
            if !own.isEmpty, newest == nil { newest = commit }
            pins += own
        }
        return newest.map { PushedCommit(id: $0.id, subject: $0.subject, changes: pins.count, pins: pins) }
    }

    private func pin(_ change: HistoryChange) -> Pin? {
        images.first { $0.to == change.to }.map { Pin(file: change.file, from: $0.from, to: $0.to) }
    }
}
