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
            table(snapshot.holds[paging.range], paging)
            paging.html
        }
        if snapshot.holdsLeftOut > 0 {
            Tag.p(.class("minor"), text: "\(CountText.text(snapshot.holdsLeftOut)) more stand in .pinnace/holds.yaml.")
        }
    }

    private func table(_ holds: ArraySlice<SnapshotHold>, _ paging: Paging) -> HTML {
        var table = DataTable(
            "Holds, \(paging.words)", columns: ["Held", "State", "Refused", "Why", "To let it go"], kind: "holds")
        table.add(holds.map { table.row(cells($0)) })
        return table.html
    }

    private func cells(_ hold: SnapshotHold) -> [HTML] {
        [Tag.code(.class("image"), text: hold.place), state(hold), refused(hold), why(hold), release(hold)]
    }

    private func state(_ hold: SnapshotHold) -> HTML {
        let badge =
            hold.isExpired
            ? StateBadge(word: "Over", sign: "–", tone: .calm) : StateBadge(word: "In force", sign: "‖", tone: .wait)
        let end = hold.lapse == "new-digest" ? "until a new digest comes" : "until it is released"
        return .group([
            badge.html, Tag.span(.class("minor"), text: hold.until.map { "\(end), at latest after \($0)" } ?? end),
        ])
    }

    @HTMLBuilder private func refused(_ hold: SnapshotHold) -> HTML {
        if let to = hold.to {
            Tag.code(text: to)
            hold.from.map { Tag.span(.class("minor code"), text: "from \($0)") }
        } else {
            Tag.span(.class("minor"), text: "every move")
        }
        if !hold.digests.isEmpty {
            Tag.details {
                Tag.summary(text: CountText.text(hold.digests.count, "digest"))
                hold.digests.map { Tag.code(.class("digest"), text: $0) }
            }
        }
    }

    private func why(_ hold: SnapshotHold) -> HTML {
        let who = [hold.who.map { "by \($0)" }, hold.since.map { "since \($0)" }].compactMap(\.self)
        return .group([
            hold.reason.map { HTML.text($0) } ?? Tag.span(.class("minor"), text: "no reason given"),
            Tag.span(.class("minor"), text: who.joined(separator: ", ")),
        ])
    }

    private func release(_ hold: SnapshotHold) -> HTML { subject.command("release", hold.release).html }
}
