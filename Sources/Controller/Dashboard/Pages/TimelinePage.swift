import Reconciliation

/// Pins and rollbacks, and people's own changes of images, newest first, each with the command that undoes it.
struct TimelinePage {
    private static let size = 20

    let subject: RepositorySubject
    let query: PageQuery

    var html: HTML {
        subject.page(.timeline) {
            Tag.h2(text: "Timeline")
            if let timeline = subject.snapshot?.timeline { list(timeline) } else { kept }
        }
    }

    @HTMLBuilder private func list(_ timeline: Timeline) -> HTML {
        let path = subject.path(.timeline, query.keeping(["kind", "page"]))
        let found = timeline.entries.filter { entry in
            query["kind"].map { TimelineKind(entry.operation).rawValue == $0 } ?? true
        }
        let paging = Paging(found.count, size: Self.size, at: path)
        FilterForm(
            path: path,
            fields: [
                .choice(
                    name: "kind", label: "Commits", any: "All that changed images",
                    TimelineKind.allCases.map { .init(value: $0.rawValue, words: $0.badge.word) })
            ]
        ).html
        if found.isEmpty {
            Tag.p(.class("empty"), text: "No such commit changed an image.")
        } else {
            Tag.ol(.class("timeline")) {
                found[paging.range].map { entry in Tag.li { TimelineItem(entry: entry, subject: subject).html } }
            }
            paging.html
        }
        if timeline.isCut {
            Tag.p(.class("minor")) {
                "Older commits are not kept here. "
                ShellCommand(words: ["pinnace", "history", subject.url]).html
            }
        }
    }

    /// What the status keeps of the controller's own commits.
    @HTMLBuilder private var kept: HTML {
        let history = subject.resource.status?.history ?? []
        if history.isEmpty {
            subject.noSnapshot
        } else {
            Tag.ol(.class("timeline")) {
                history.map { entry in
                    Tag.li {
                        TimelineHead(
                            operation: entry.operation, subject: entry.message, commit: entry.commit,
                            when: WhenText(entry.time)?.relative(to: subject.frame.now) ?? .nothing,
                            author: nil
                        ).html
                        Tag.p(.class("minor"), text: CountText.text(entry.changes, "reference"))
                        UndoCommand(commit: entry.commit, subject: subject).html
                    }
                }
            }
        }
    }
}

/// Who made a commit.
enum TimelineKind: String, CaseIterable {
    case pin, rollback, people

    init(_ operation: String?) {
        switch operation {
        case "rollback": self = .rollback
        case nil: self = .people
        default: self = .pin
        }
    }

    var badge: StateBadge {
        switch self {
        case .pin: StateBadge(word: "Pinned", sign: "✓", tone: .good)
        case .rollback: StateBadge(word: "Rolled back", sign: "↶", tone: .wait)
        case .people: StateBadge(word: "By hand", sign: "•", tone: .calm)
        }
    }
}

private struct TimelineItem {
    private static let open = 3

    let entry: Timeline.Entry
    let subject: RepositorySubject

    @HTMLBuilder var html: HTML {
        TimelineHead(
            operation: entry.operation, subject: entry.subject, commit: entry.commit,
            when: WhenText(entry.time).relative(to: subject.frame.now), author: entry.author
        ).html
        if let reason = entry.reason {
            Tag.p(.class("because")) {
                Tag.span(.class("minor"), text: "Because ")
                reason
            }
        }
        if entry.changes.count + entry.changesLeftOut <= Self.open {
            changes
        } else {
            Tag.details {
                Tag.summary(text: CountText.text(entry.changes.count + entry.changesLeftOut, "changed reference"))
                changes
            }
        }
        UndoCommand(commit: entry.commit, subject: subject).html
    }

    private var changes: HTML {
        .group([
            Tag.ul(.class("changes")) { entry.changes.map(item) },
            entry.changesLeftOut > 0
                ? Tag.p(.class("minor"), text: "and \(CountText.text(entry.changesLeftOut)) more") : .nothing,
        ])
    }

    private func item(_ change: Timeline.Change) -> HTML {
        let (from, to) = (change.from.map { ImageText($0) }, change.to.map { ImageText($0) })
        let sameName = from?.name == to?.name
        return Tag.li {
            Tag.code(.class("image"), text: (to ?? from)?.name ?? "")
            Tag.span(
                .class("minor code"),
                text: "\(change.file) · \([change.object, change.field].compactMap(\.self).joined(separator: " · "))")
            Tag.span(.class("step")) {
                side(from, sameName, none: "added")
                Tag.span(.class("arrow"), .hidden, text: "→")
                Tag.span(.class("unseen"), text: "to")
                side(to, sameName, none: "removed")
            }
        }
    }

    @HTMLBuilder private func side(_ image: ImageText?, _ sameName: Bool, none: String) -> HTML {
        if let image {
            Tag.span(.class("version")) {
                if !sameName { Tag.code(.class("minor"), text: image.name) }
                image.tag.map { Tag.code(.class("tag"), text: $0) } ?? Tag.span(.class("minor"), text: "no tag")
                image.digest.map { Tag.code(.class("digest"), text: $0) }
                    ?? Tag.span(.class("minor"), text: "no digest")
            }
        } else {
            Tag.span(.class("minor"), text: none)
        }
    }
}

private struct TimelineHead {
    let operation: String?
    let subject: String
    let commit: String
    let when: HTML
    let author: String?

    var html: HTML {
        Tag.div(.class("head")) {
            Tag.h3(text: subject)
            Tag.p(.class("meta")) {
                TimelineKind(operation).badge.html
                Tag.code(.class("commit"), text: String(commit.prefix(12)))
                author.map { Tag.span(text: "by \($0)") }
                Tag.span(.class("when")) { when }
            }
        }
    }
}

private struct UndoCommand {
    let commit: String
    let subject: RepositorySubject

    var html: HTML {
        Tag.p(.class("undo")) {
            Tag.span(.class("minor"), text: "To undo it:")
            " "
            subject.command("rollback", [commit]).html
        }
    }
}
