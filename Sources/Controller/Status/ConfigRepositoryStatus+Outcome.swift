import KubernetesAPI

extension ConfigRepositoryStatus {
    /// What the status says after a run.
    ///
    /// - Parameters:
    ///   - resource: as it was when the run began: what was asked meanwhile was not acted on yet.
    ///   - now: RFC 3339.
    func after(_ outcome: RunOutcome, of resource: ConfigRepository, now: String) -> ConfigRepositoryStatus {
        var status = self
        status.observedGeneration = resource.generation
        status.lastHandledReconcileAt = resource.requestedAt ?? lastHandledReconcileAt
        status.conditions = conditions(outcome, generation: resource.generation, now: now)
        guard let result = outcome.result else { return status }
        status.observedRevision = result.revision
        status.counts = result.plan.counts
        status.blocked = result.plan.blocked.isEmpty ? nil : result.plan.blocked
        status.registries = result.plan.registries.isEmpty ? nil : result.plan.registries
        // Cut short it would be another configuration.
        status.effectiveConfiguration = result.configuration.flatMap {
            $0.count <= Self.configurationLimit ? $0 : nil
        }
        status.pullRequest = result.offers.lazy.compactMap(\.url).first
        status.offered = resource.spec.rollback?.automatic == true ? RolledImage.all(of: result.offered) : nil
        if status.offered?.isEmpty == true { status.offered = nil }
        status.rollout = result.merged.flatMap { Rollout($0, of: resource) } ?? status.rollout
        if let commit = result.commit {
            status.note(commit, operation: "reconcile", now: now)
            status.rollout = Rollout(commit, of: resource) ?? status.rollout
        }
        return status
    }

    /// What it says after a rollback: the image that went back is not watched any more.
    func rolledBack(
        _ verdict: RolloutCheck.Verdict, by commit: PushedCommit?, now: String
    ) -> ConfigRepositoryStatus {
        var status = self
        status.rollout?.images.removeAll { $0 == verdict.image }
        if status.rollout?.images.isEmpty == true { status.rollout = nil }
        if let commit { status.note(commit, operation: "rollback", now: now) }
        return status
    }

    private mutating func note(_ commit: PushedCommit, operation: String, now: String) {
        lastCommit = commit.id
        let entry = HistoryEntry(
            time: now, operation: operation, commit: commit.id, changes: commit.changes,
            message: String(commit.subject.prefix(Self.messageLimit)))
        history = Array(([entry] + (history ?? [])).prefix(Self.listed))
    }

    /// What it says while the first run for a new spec goes on.
    func reconciling(_ resource: ConfigRepository, now: String) -> ConfigRepositoryStatus {
        var status = self
        let generation = resource.generation
        var all = (conditions ?? []).filter { $0.type == "Ready" }
        if all.isEmpty {
            all = [Self.condition("Ready", "Unknown", "Progressing", "The first run goes on.", generation, [], now)]
        }
        all.append(
            Self.condition(
                "Reconciling", "True", "Progressing", "A run for generation \(generation) goes on.", generation,
                conditions ?? [], now))
        status.conditions = all
        return status
    }

    private func conditions(_ outcome: RunOutcome, generation: Int, now: String) -> [Condition] {
        let old = conditions ?? []
        let isReady = outcome.verdict == .ready
        var all = [
            Self.condition(
                "Ready", isReady ? "True" : "False", outcome.reason, outcome.message, generation, old, now)
        ]
        if outcome.verdict == .stalled {
            all.append(Self.condition("Stalled", "True", outcome.reason, outcome.message, generation, old, now))
        }
        return all
    }

    /// The time of a transition is that of the status, not of the words.
    private static func condition(
        _ type: String, _ status: String, _ reason: String, _ message: String, _ generation: Int, _ old: [Condition],
        _ now: String
    ) -> Condition {
        let same = old.first { $0.type == type && $0.status == status }
        return Condition(
            type: type, status: status, reason: reason, message: message, observedGeneration: generation,
            lastTransitionTime: same?.lastTransitionTime ?? now)
    }
}
