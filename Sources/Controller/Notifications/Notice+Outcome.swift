import GitStore
import KubernetesAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Notice {
    /// What is new after a run.
    ///
    /// - Parameter resource: as it was before the run's status was written: what it says has been told already, also by
    ///   another replica, or before a restart.
    static func notices(_ outcome: RunOutcome, of resource: ConfigRepository, now: Date = .now) -> [Notice] {
        let old = resource.status?.conditions?.first { $0.type == "Ready" }
        var notices: [Notice] = []
        if let commit = outcome.result?.commit { notices.append(Notice(commit, outcome.result, resource, now)) }
        if outcome.verdict != .ready {
            if old?.status != "False" || old?.reason != outcome.reason {
                notices.append(
                    Notice(.failure, resource, outcome.reason, outcome.message, outcome.result?.revision, now))
            }
        } else if old?.status == "False" {
            notices.append(
                Notice(.recovery, resource, outcome.reason, outcome.message, outcome.result?.revision, now))
        }
        if let result = outcome.result, let notice = Notice(blocked: result, resource, now) { notices.append(notice) }
        return notices
    }

    /// That an image was put back.
    init(_ verdict: RolloutCheck.Verdict, by commit: PushedCommit, of resource: ConfigRepository, now: Date = .now) {
        self.init(
            .rollback, resource, "RolledBack",
            "\(verdict.image.to) was taken back to \(verdict.image.from): \(verdict.failure.words)", commit.id, now)
        changes = [Change(file: "", from: verdict.image.to, to: verdict.image.from)]
    }

    private init(
        _ event: Event, _ resource: ConfigRepository, _ reason: String, _ message: String, _ revision: String?,
        _ now: Date
    ) {
        var object = resource.reference
        object.resourceVersion = nil
        self.init(
            event: event, object: object,
            url: (try? GitRemoteURL(resource.spec.url)).map(\.description) ?? "", branch: resource.spec.branch,
            reason: reason, message: String(message.prefix(ConfigRepositoryStatus.messageLimit)), revision: revision,
            time: now)
    }

    private init(_ commit: PushedCommit, _ result: RunResult?, _ resource: ConfigRepository, _ now: Date) {
        self.init(
            .commit, resource, "Pushed", "\(commit.subject) (\(commit.id.prefix(12)) on \(result?.branch ?? ""))",
            commit.id,
            now)
        changes = commit.pins.prefix(Self.listed).map { Change(file: $0.file, from: $0.from, to: $0.to) }
        changesLeftOut = max(0, commit.pins.count - Self.listed)
    }

    /// `nil` where no more references are blocked than the status says already.
    private init?(blocked result: RunResult, _ resource: ConfigRepository, _ now: Date) {
        let (count, before) = (result.plan.counts.blocked, resource.status?.counts?.blocked ?? 0)
        guard count > before else { return nil }
        let known = Set((resource.status?.blocked ?? []).map { [$0.file, $0.image, $0.reason] })
        let news = result.plan.blocked.filter { !known.contains([$0.file, $0.image, $0.reason]) }.prefix(3)
        let words = news.map { "\($0.image) in \($0.file) (\($0.reason))" }.joined(separator: ", ")
        self.init(
            .blocked, resource, "ImagesBlocked",
            "\(count) references are blocked, \(count - before) more than before" + (words.isEmpty ? "" : ": \(words)"),
            result.revision, now)
    }
}
