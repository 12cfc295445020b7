import KubernetesAPI
import Reconciliation

/// One repository at a glance: how it is, what its images need, and how far they are on their way.
struct OverviewPage {
    let subject: RepositorySubject

    var html: HTML {
        subject.page(.overview) {
            Tag.div(.class("columns")) {
                Tag.section(.labelled(by: "runs")) {
                    Tag.h2(.id("runs"), text: "Runs")
                    runs
                }
                Tag.section(.labelled(by: "plan")) {
                    Tag.h2(.id("plan"), text: "Images")
                    plan
                }
            }
            Tag.section(.labelled(by: "attention")) {
                Tag.h2(.id("attention"), text: "Needs attention")
                AttentionList(subject: subject).html
            }
            Tag.section(.labelled(by: "migration")) {
                Tag.h2(.id("migration"), text: "Migration")
                MigrationSection(subject: subject).html
            }
            Tag.section(.labelled(by: "conditions")) {
                Tag.h2(.id("conditions"), text: "Conditions")
                conditions
            }
        }
    }

    private var runs: HTML {
        let record = subject.record
        return Tag.dl(.class("facts")) {
            fact("Last run") {
                if let run = record.lastRun {
                    WhenText(run.time).relative(to: subject.frame.now)
                    Tag.span(.class("minor"), text: "took \(DurationWords.text(run.duration))")
                } else {
                    "none since this replica started"
                }
            }
            fact("How it ended") {
                if let run = record.lastRun {
                    Tag.strong(text: run.reason)
                    Tag.span(.class("minor"), text: run.message)
                } else {
                    subject.resource.status?.conditions?.first { $0.type == "Ready" }?.message ?? "not known"
                }
            }
            fact("Next run") { next }
            fact("Every") { subject.resource.spec.interval ?? ConfigRepositorySpec.standardInterval }
            fact("Planned on") { commit(subject.resource.status?.observedRevision) }
            fact("Last commit") { commit(subject.resource.status?.lastCommit) }
            if let request = subject.resource.status?.pullRequest {
                fact("Pull request") { Tag.code(text: SnapshotLimits.bounded(request)) }
            }
        }
    }

    @HTMLBuilder private var next: HTML {
        if subject.state == .suspended {
            "when it is resumed"
        } else if let next = subject.record.nextRun {
            if next < subject.frame.now { "waits for its turn" } else { WhenText(next).relative(to: subject.frame.now) }
        } else {
            "not known"
        }
    }

    private func commit(_ id: String?) -> HTML {
        id.map { Tag.code(.class("digest"), text: $0) } ?? .text("none")
    }

    private func fact(_ name: String, @HTMLBuilder value: () -> HTML) -> HTML {
        Tag.div {
            Tag.dt(text: name)
            Tag.dd(content: value)
        }
    }

    @HTMLBuilder private var plan: HTML {
        let counts = subject.snapshot?.counts ?? subject.resource.status?.counts?.states ?? [:]
        let total = counts.values.reduce(0, +)
        if total == 0 {
            Tag.p(.class("empty"), text: "No image is known yet.")
        } else {
            StateBar(counts: counts).html
            Tag.ul(.class("states")) {
                ReferenceState.allCases.filter { counts[$0] ?? 0 > 0 }.map { state in
                    Tag.li {
                        state.badge.html
                        Tag.a(
                            .href(subject.path(.images, PageQuery().setting("state", to: state.rawValue))),
                            text: CountText.text(counts[state] ?? 0, "reference"))
                    }
                }
            }
            Tag.p(.class("minor")) {
                "\(CountText.text(total, "reference"))"
                if let snapshot = subject.snapshot { " in \(CountText.text(snapshot.files, "file"))" }
                if subject.resource.spec.dryRun == true { "; a dry run, which changes nothing" }
            }
        }
    }

    private var conditions: HTML {
        let conditions = subject.resource.status?.conditions ?? []
        guard !conditions.isEmpty else { return Tag.p(.class("empty"), text: "None yet: no run has ended.") }
        var table = DataTable(
            "Conditions of \(subject.key)", columns: ["Condition", "Status", "Reason", "Message", "Since"])
        table.add(
            conditions.map { condition in
                table.row([
                    .text(condition.type), .text(condition.status), .text(condition.reason),
                    .text(SnapshotLimits.bounded(condition.message)),
                    WhenText(condition.lastTransitionTime)?.relative(to: subject.frame.now) ?? .nothing,
                ])
            })
        return table.html
    }
}

/// A reason's code, leading to what it means.
struct ReasonLink {
    let code: String

    var html: HTML {
        guard !code.isEmpty else { return .nothing }
        guard ReasonTexts.all.contains(where: { $0.code == code }) else { return Tag.code(text: code) }
        return Tag.a(.class("reason"), .href(PagePath(["reasons"]), anchor: code), text: code)
    }
}
