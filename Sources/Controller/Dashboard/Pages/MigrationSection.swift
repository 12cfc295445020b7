import Reconciliation

/// How far images are on their way from old hosts to new ones, and what keeps the others.
struct MigrationSection {
    let subject: RepositorySubject

    @HTMLBuilder var html: HTML {
        if let progress = subject.snapshot?.migration {
            if progress.moves.isEmpty {
                Tag.p(.class("empty"), text: "No rewrite rule leads an image of this repository to another registry.")
            } else {
                moves(progress)
            }
            if !progress.hosts.isEmpty { hosts(progress) }
        } else {
            subject.noSnapshot
        }
    }

    private func moves(_ progress: MigrationProgress) -> HTML {
        var table = DataTable(
            "Images on their way to another registry",
            columns: ["From", "To", "Moved", "Still there", "What keeps them"])
        table.add(progress.moves.map { table.row(cells($0)) })
        return table.html
    }

    private func cells(_ move: MigrationProgress.Move) -> [HTML] {
        let share = move.total == 0 ? 0 : move.moved * 100 / move.total
        let bar = StateBar(counts: move.waiting.merging([.unchanged: move.moved]) { $0 + $1 })
        return [
            Tag.code(text: move.from), Tag.code(text: move.to),
            .group([
                Tag.strong(text: "\(share) %"),
                Tag.span(.class("minor"), text: "\(CountText.text(move.moved)) of \(CountText.text(move.total))"),
                bar.html,
            ]),
            move.left == 0 ? .text("none") : left(move), reasons(move),
        ]
    }

    private func left(_ move: MigrationProgress.Move) -> HTML {
        .group([
            Tag.a(
                .href(subject.path(.images, PageQuery().setting("host", to: move.from))),
                text: CountText.text(move.left, "reference")),
            Tag.span(.class("minor"), text: StateBar(counts: move.waiting).words),
        ])
    }

    private func reasons(_ move: MigrationProgress.Move) -> HTML {
        let reasons = move.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard !reasons.isEmpty else { return .text(move.left == 0 ? "nothing" : "the next run moves them") }
        return Tag.ul(.class("plain")) {
            reasons.map { code, count in
                Tag.li {
                    "\(CountText.text(count)) × "
                    ReasonLink(code: code).html
                    " "
                    Tag.a(
                        .href(
                            subject.path(
                                .images, PageQuery().setting("host", to: move.from).setting("reason", to: code))),
                        .label("Show the \(CountText.text(count, "reference")) with \(code)"), text: "show")
                }
            }
        }
    }

    private func hosts(_ progress: MigrationProgress) -> HTML {
        Tag.details {
            Tag.summary(text: "All \(CountText.text(progress.hosts.count + progress.hostsLeftOut, "registry host"))")
            hostTable(progress)
            if progress.hostsLeftOut > 0 {
                Tag.p(.class("minor"), text: "\(CountText.text(progress.hostsLeftOut)) more are not kept here.")
            }
        }
    }

    private func hostTable(_ progress: MigrationProgress) -> HTML {
        var table = DataTable("References by the host that they name now", columns: ["Host", "References", "States"])
        table.add(
            progress.hosts.map { host in
                table.row([
                    Tag.code(text: host.name),
                    Tag.a(
                        .href(subject.path(.images, PageQuery().setting("host", to: host.name))),
                        text: CountText.text(host.references)),
                    .text(StateBar(counts: host.states).words),
                ])
            })
        return table.html
    }
}
