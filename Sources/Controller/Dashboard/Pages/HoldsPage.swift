import Reconciliation

/// What is held, by whom and why, each with the command that lets it go.
struct HoldsPage {
    private static let size = 50

    let subject: RepositorySubject
    let query: PageQuery

    var html: HTML {
        subject.page(.holds) {
            Tag.h2(text: "Holds")
            if let snapshot = subject.snapshot { list(snapshot) } else { subject.noSnapshot }
        }
    }

    @HTMLBuilder private func list(_ snapshot: RepositorySnapshot) -> HTML {
        let paging = Paging(
            snapshot.holds.count, size: Self.size, at: subject.path(.holds, query.keeping(["page"])))
        if snapshot.holds.isEmpty {
            Tag.p(.class("empty"), text: "Nothing is held.")
        } else {
            Tag.p(.class("minor"), text: "Holds, \(paging.words)")
            Tag.ul(.class("cards")) { snapshot.holds[paging.range].map { HoldCard(hold: $0, subject: subject).html } }
            paging.html
        }
        if snapshot.holdsLeftOut > 0 {
            Tag.p(.class("minor"), text: "\(CountText.text(snapshot.holdsLeftOut)) more stand in .pinnace/holds.yaml.")
        }
    }
}

private struct HoldCard {
    let hold: SnapshotHold
    let subject: RepositorySubject

    var html: HTML {
        Tag.li {
            Tag.h3 { Tag.code(text: hold.place) }
            Tag.p(.class("meta")) {
                badge.html
                Tag.span(text: ends)
            }
            Tag.dl(.class("facts")) {
                fact("Refused") { refused }
                fact("Why") { hold.reason ?? "no reason given" }
                if !by.isEmpty { fact("By") { by } }
            }
            Tag.p(.class("undo")) {
                Tag.span(.class("minor"), text: "To let it go:")
                " "
                subject.command("release", hold.release).html
            }
        }
    }

    private var badge: StateBadge {
        hold.isExpired
            ? StateBadge(word: "Over", sign: "–", tone: .calm) : StateBadge(word: "In force", sign: "‖", tone: .wait)
    }

    private var ends: String {
        let end = hold.lapse == "new-digest" ? "until a digest comes that was never here" : "until it is released"
        return hold.until.map { "\(end), \($0) at the latest" } ?? end
    }

    private var by: String {
        [hold.who, hold.since.map { "since \($0)" }].compactMap(\.self).joined(separator: ", ")
    }

    @HTMLBuilder private var refused: HTML {
        if let to = hold.to {
            Tag.code(text: to)
            hold.from.map { Tag.span(.class("minor code"), text: "from \($0)") }
        } else {
            "every move"
        }
        if !hold.digests.isEmpty {
            Tag.details {
                Tag.summary(text: CountText.text(hold.digests.count, "digest"))
                Tag.ul(.class("plain")) { hold.digests.map { digest in Tag.li { Tag.code(text: digest) } } }
            }
        }
    }

    private func fact(_ name: String, @HTMLBuilder value: () -> HTML) -> HTML {
        Tag.div {
            Tag.dt(text: name)
            Tag.dd(content: value)
        }
    }
}
