import ImageModel
package import Manifests
package import Planning

extension MigrationReport {
    /// What files say by themselves; no registry is asked.
    ///
    /// - Parameter references: in the order of files and lines.
    package init(
        _ references: [SurveyedReference], _ rules: PlanningRules, revision: String?, files: Int, findings: [Finding]
    ) {
        var sorting = MigrationSorting(rules)
        for reference in references { sorting.add(reference) }
        self.init(
            revision: revision, files: files, findings: findings, total: sorting.total.counts, hosts: sorting.hosts,
            moves: sorting.moves, left: sorting.left, presetMoves: sorting.presetMoves)
    }
}

/// Puts references where they belong, one after the other.
private struct MigrationSorting {
    private struct HostTally {
        var all = ReferenceTally()
        var projects: [String: ReferenceTally] = [:]
    }

    private(set) var total = ReferenceTally()
    private(set) var left: [MigrationReport.Left] = []
    private(set) var presetMoves = 0
    private var standings: ImageStandings
    private var byHost: [String?: HostTally] = [:]
    private var byStep: [RewriteRoute.Step: MigrationReport.Move] = [:]
    private let hostsToLeave: Set<String>

    init(_ rules: PlanningRules) {
        standings = ImageStandings(rules)
        let starts = rules.rewrites.flatMap { $0.mapping.searchedHosts } + RewriteRule.Mapping.retiredHosts
        hostsToLeave = Set(starts.map { String($0.prefix { $0 != "/" }) })
    }

    mutating func add(_ reference: SurveyedReference) {
        let standing = standings.standing(of: reference.text)
        let reason = reference.obstacle?.reason
        total.add(standing, reason)
        var host = byHost[standing.repository?.host] ?? HostTally()
        host.all.add(standing, reason)
        if let repository = standing.repository, hostsToLeave.contains(repository.host) {
            host.projects[standing.project, default: ReferenceTally()].add(standing, reason)
        }
        byHost[standing.repository?.host] = host
        follow(reference, standing.way)
    }

    private mutating func follow(_ reference: SurveyedReference, _ way: ImageStanding.Way) {
        switch way {
        case .left(let step, let rule, let to):
            byStep[step, default: MigrationReport.Move(step: step)].left += 1
            left.append(
                MigrationReport.Left(
                    occurrence: reference.occurrence, from: reference.text, to: to, step: step, rule: rule,
                    obstacle: reference.obstacle))
        case .moved(let step): byStep[step, default: MigrationReport.Move(step: step)].moved += 1
        case .elsewhere(let hasPreset): if hasPreset { presetMoves += 1 }
        }
    }

    var hosts: [MigrationReport.Host] {
        byHost.map { name, tally in
            let projects = tally.projects.map { MigrationReport.Project(path: $0, counts: $1.counts) }
            return MigrationReport.Host(
                name: name, counts: tally.all.counts,
                projects: projects.sorted { ($1.counts.references, $0.path) < ($0.counts.references, $1.path) })
        }.sorted { a, b in
            // What names no registry comes last.
            guard let one = a.name, let other = b.name else { return b.name == nil && a.name != nil }
            return (b.counts.references, one) < (a.counts.references, other)
        }
    }

    var moves: [MigrationReport.Move] {
        byStep.values.sorted { ($0.step.from, $0.step.to) < ($1.step.from, $1.step.to) }
    }
}
