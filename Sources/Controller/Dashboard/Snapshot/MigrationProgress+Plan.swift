import ImageModel
import Planning

extension MigrationProgress {
    init(_ plan: Plan, _ rules: PlanningRules, isPublished: Bool) {
        let routes = rules.rewrites.map { RewriteRoute($0) }
        var moves: [[String]: Move] = [:]
        var hosts: [String: Host] = [:]
        for reference in plan.references {
            let isChanged = isPublished && reference.status == .change
            let text = isChanged ? reference.to ?? reference.from : reference.from
            guard let repository = try? ImageReference(parsing: text).repository else { continue }
            let state = ReferenceState(reference.status, isPublished: isPublished)
            hosts[repository.host, default: Host(name: repository.host)].references += 1
            hosts[repository.host]?.states[state, default: 0] += 1
            guard let (step, isThere) = Self.step(repository, routes) else { continue }
            var move = moves[[step.from, step.to]] ?? Move(from: step.from, to: step.to)
            if isThere {
                move.moved += 1
            } else {
                move.waiting[state, default: 0] += 1
                if let reason = reference.reason { move.reasons[reason.rawValue, default: 0] += 1 }
            }
            moves[[step.from, step.to]] = move
        }
        self.moves = Array(moves.values.sorted { ($0.from, $0.to) < ($1.from, $1.to) }.prefix(SnapshotLimits.hosts))
        let all = hosts.values.sorted { ($1.references, $0.name) < ($0.references, $1.name) }
        self.hosts = Array(all.prefix(SnapshotLimits.hosts))
        hostsLeftOut = all.count - self.hosts.count
    }

    /// The move that speaks of a repository, and whether it is done.
    private static func step(
        _ repository: ImageRepository, _ routes: [RewriteRoute]
    ) -> (step: RewriteRoute.Step, isThere: Bool)? {
        for route in routes {
            if let target = route.rule.target(of: repository), target != repository {
                return (RewriteRoute.Step(from: repository.host, to: target.host), false)
            }
        }
        return routes.lazy.compactMap { $0.arrived(repository) }.first.map { ($0, true) }
    }
}
