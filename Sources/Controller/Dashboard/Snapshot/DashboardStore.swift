import KubernetesAPI
import Logging
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What this process knows of each repository besides its resource. It is told by those who run, and asked by those who
/// look; neither waits for the other.
final class DashboardStore: Sendable {
    /// How a run ended.
    struct Run: Sendable, Hashable {
        let time: Date
        let duration: Duration
        let verdict: RunOutcome.Verdict
        let reason: String
        let message: String
    }

    struct Record: Sendable {
        var lastRun: Run?
        var nextRun: Date?
        var snapshot: RepositorySnapshot?
    }

    /// How long reading a history may take after a run.
    private static let historyLimit = Duration.seconds(3)

    private let logger: Logger
    private let records = Mutex<[ObjectKey: Record]>([:])

    init(logger: Logger) {
        self.logger = logger
    }

    subscript(key: ObjectKey) -> Record? { records.withLock { $0[key] } }

    var all: [ObjectKey: Record] { records.withLock { $0 } }

    func put(_ record: Record, for key: ObjectKey) { records.withLock { $0[key] = record } }

    func remove(_ key: ObjectKey) { records.withLock { $0[key] = nil } }

    /// Keeps what a run found out. What an earlier run found out stays where this one failed.
    ///
    /// - Parameters:
    ///   - begun: when the run began.
    ///   - next: after how long the next one comes.
    func note(_ outcome: RunOutcome, of key: ObjectKey, begun: ContinuousClock.Instant, next: Duration) async {
        let now = Date.now
        let duration = begun.duration(to: .now)
        let run = Run(
            time: now.addingTimeInterval(-(duration / .seconds(1))), duration: duration, verdict: outcome.verdict,
            reason: outcome.reason, message: SnapshotLimits.bounded(outcome.message))
        var snapshot = self[key]?.snapshot
        if let result = outcome.result, let details = result.details {
            let timeline = await timeline(details, after: snapshot?.timeline ?? Timeline(), of: key)
            snapshot = RepositorySnapshot(details, branch: result.branch, room: room(for: key))
            snapshot?.timeline = timeline
        }
        put(
            Record(lastRun: run, nextRun: now.addingTimeInterval(next / .seconds(1)), snapshot: snapshot), for: key)
    }

    /// References that may be kept of one repository beside those of all others.
    private func room(for key: ObjectKey) -> Int {
        let others = records.withLock { records in
            records.reduce(0) { $0 + ($1.key == key ? 0 : $1.value.snapshot?.references.count ?? 0) }
        }
        return max(0, min(SnapshotLimits.references, SnapshotLimits.allReferences - others))
    }

    /// A history that cannot be read leaves the older timeline as it is.
    private func timeline(_ details: RunDetails, after older: Timeline, of key: ObjectKey) async -> Timeline {
        do {
            return try await older.following(details, limit: Self.historyLimit)
        } catch {
            logger.debug("the history of \(key) could not be read: \(error)")
            return older
        }
    }
}
