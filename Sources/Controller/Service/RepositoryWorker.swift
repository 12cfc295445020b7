import KubernetesAPI
import Logging
import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Acts on one resource when its time has come: runs, writes its status, tells what happened, and says when to come back.
struct RepositoryWorker: Sendable {
    let cluster: KubernetesClient
    let store: ResourceStore
    let runner: RepositoryRunner
    let events: EventRecorder
    let metrics: Metrics
    let logger: Logger
    /// Where workloads are looked at; `nil` for the whole cluster.
    var namespace: String?
    var backoff = Backoff()
    /// Keeps what runs find out; `nil` where nobody looks.
    var dashboard: DashboardStore?
    /// Tells people; `nil` where nobody is told.
    var notifier: Notifier?

    /// - Returns: when to look again; `nil` for not before something changes.
    func work(on key: ObjectKey) async -> Duration? {
        guard let resource = await store[key], !resource.isSuspended, resource.metadata.deletionTimestamp == nil
        else { return nil }
        let begun = ContinuousClock.now
        if resource.status?.observedGeneration != resource.generation {
            await write(resource) { status in status.reconciling(resource, now: Self.now) }
        }
        await watch(resource)
        let outcome = await outcome(of: resource)
        guard !Task.isCancelled else { return nil }
        await write(resource) { status in status.after(outcome, of: resource, now: Self.now) }
        await tell(outcome, of: resource)
        notifier?.tell(Notice.notices(outcome, of: resource), of: resource)
        await count(outcome, of: resource, since: begun)
        let pause = await next(after: outcome, of: resource)
        await dashboard?.note(outcome, of: key, begun: begun, next: pause)
        return pause
    }

    private func outcome(of resource: ConfigRepository) async -> RunOutcome {
        do {
            let result = try await Deadline.within(resource.spec.timeoutDuration) { [runner, metrics] in
                try await runner.run(resource) { metrics.note($0) }
            }
            return RunOutcome(result, isDryRun: resource.spec.dryRun == true)
        } catch {
            return RunOutcome(error)
        }
    }

    /// Looks at what the last commit rolled out, and puts back what workloads fail on.
    private func watch(_ resource: ConfigRepository) async {
        guard let rollout = resource.status?.rollout, resource.spec.rollback?.automatic == true,
            rollout.isWatched(at: Self.now)
        else { return }
        do {
            let check = RolloutCheck(cluster: cluster, namespace: namespace)
            for verdict in try await check.failures(of: rollout) { try await rollBack(verdict, resource) }
        } catch {
            logger.warning("\(error)")
        }
    }

    private func rollBack(_ verdict: RolloutCheck.Verdict, _ resource: ConfigRepository) async throws {
        let commit = try await Deadline.within(resource.spec.timeoutDuration) { [runner, metrics] in
            try await runner.rollBack(verdict, of: resource) { metrics.note($0) }
        }
        await write(resource) { status in status.rolledBack(verdict, by: commit, now: Self.now) }
        guard let commit else { return }
        metrics.add(to: .commits, "rollback")
        notifier?.tell([Notice(verdict, by: commit, of: resource)], of: resource)
        await events.record(
            .warning, resource.reference, action: "Rollback", reason: "RolledBack",
            note: "\(verdict.image.to) was taken back (\(commit.id.prefix(12))): \(verdict.failure.words)")
    }

    /// The status is written when it changes and at no other time.
    private func write(
        _ resource: ConfigRepository, _ make: (ConfigRepositoryStatus) -> ConfigRepositoryStatus
    ) async {
        do throws(KubernetesError) {
            let current = await store[resource.key] ?? resource
            let written = try await cluster.patchStatus(of: current) { object in
                StatusChanges(from: object.status, to: make(object.status ?? ConfigRepositoryStatus()))
            }
            await store.put(written)
        } catch {
            if error.code != .notFound { logger.warning("\(error)") }
        }
    }

    private func tell(_ outcome: RunOutcome, of resource: ConfigRepository) async {
        var log = logger
        log[metadataKey: "namespace"] = "\(resource.key.namespace)"
        log[metadataKey: "name"] = "\(resource.key.name)"
        if let commit = outcome.result?.commit {
            log.info("pushed", metadata: ["commit": "\(commit.id)", "changes": "\(commit.changes)"])
            await events.record(
                .normal, resource.reference, action: "Reconcile", reason: "Pushed",
                note: "\(commit.subject) (\(commit.id.prefix(12)) on \(outcome.result?.branch ?? ""))")
        }
        for offer in outcome.result?.offers ?? [] {
            guard let news = offer.news else { continue }
            log.info("\(news)", metadata: ["changes": "\(offer.changes)", "url": "\(offer.url ?? "")"])
            await events.record(
                .normal, resource.reference, action: "Reconcile", reason: "Offered",
                note: "\(news) with \(offer.changes) changes\(offer.url.map { ": \($0)" } ?? "")")
        }
        guard outcome.verdict != .ready else { return log.debug("\(outcome.message)") }
        log.warning("\(outcome.message)", metadata: ["reason": "\(outcome.reason)"])
        await events.record(
            .warning, resource.reference, action: "Reconcile", reason: outcome.reason, note: outcome.message)
    }

    private func count(_ outcome: RunOutcome, of resource: ConfigRepository, since begun: ContinuousClock.Instant) async
    {
        metrics.observe(.runTime, begun.duration(to: .now), Self.name)
        metrics.add(to: .runs, Self.name, outcome.verdict == .ready ? "success" : "error")
        if outcome.verdict != .ready { metrics.add(to: .runErrors, Self.name) }
        if outcome.result?.commit != nil { metrics.add(to: .commits, "reconcile") }
        await store.summarize(
            resource.key, isReady: outcome.verdict == .ready, outcome.result?.plan.counts)
    }

    private func next(after outcome: RunOutcome, of resource: ConfigRepository) async -> Duration {
        let interval = JitteredInterval(interval: resource.spec.intervalDuration).next()
        switch outcome.verdict {
        case .ready:
            await store.succeeded(resource.key)
            let isWatching = await store[resource.key]?.status?.rollout?.isWatched(at: Self.now) == true
            return isWatching ? min(interval, Self.watchPause) : interval
        case .failing: return min(interval, backoff.delay(after: await store.failed(resource.key)))
        case .stalled:
            // Somebody has to change something; that may be a secret or the repository, which tell nobody.
            _ = await store.failed(resource.key)
            return interval
        }
    }

    private static let name = "configrepository"
    /// How often workloads are looked at while a rollout is watched.
    private static let watchPause = Duration.seconds(15)
    private static var now: String { APITime.seconds(.now) }
}

extension Metrics {
    fileprivate func note(_ event: BranchPublisher.Event) {
        if case .lost = event { add(to: .lostPushes) }
    }
}
