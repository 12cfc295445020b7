import Reconciliation

/// What does not go on by itself, reason by reason, with a few of the places.
struct AttentionList {
    private static let reasons = 6
    private static let places = 3

    let subject: RepositorySubject

    @HTMLBuilder var html: HTML {
        let groups = groups
        let findings = subject.snapshot.map { $0.findings.count + $0.findingsLeftOut } ?? 0
        if groups.isEmpty, findings == 0 {
            nothing
        } else {
            Tag.ul(.class("attention")) { groups.prefix(Self.reasons).map(item) }
            Tag.p {
                if groups.count > Self.reasons {
                    Tag.a(.href(path(nil)), text: "All \(CountText.text(groups.count, "reason"))")
                    " · "
                }
                if findings > 0 { Tag.a(.href(subject.path(.findings)), text: CountText.text(findings, "finding")) }
            }
        }
    }

    private var nothing: HTML {
        subject.snapshot == nil && subject.resource.status?.counts == nil
            ? subject.noSnapshot : Tag.p(.class("empty"), text: "Nothing. Every image goes on by itself.")
    }

    fileprivate struct Place {
        let image: String
        let place: String
        let message: String
    }

    fileprivate struct Group {
        let reason: String
        var count = 0
        var places: [Place] = []
    }

    /// Most references first. Where no run of this replica knows more, the few that the status keeps.
    private var groups: [Group] {
        var groups: [String: Group] = [:]
        func add(_ reason: String, _ place: @autoclosure () -> Place) {
            var group = groups[reason] ?? Group(reason: reason)
            group.count += 1
            if group.places.count < Self.places { group.places.append(place()) }
            groups[reason] = group
        }
        if let snapshot = subject.snapshot {
            for reference in snapshot.references where reference.state == .blocked {
                add(reference.reason ?? "", Place(reference))
            }
        } else {
            for entry in subject.resource.status?.blocked ?? [] { add(entry.reason, Place(entry)) }
        }
        return groups.values.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }

    private func item(_ group: Group) -> HTML {
        let count = CountText.text(group.count, "reference")
        return Tag.li {
            Tag.p {
                ReasonLink(code: group.reason).html
                " "
                ReasonSummary.text(group.reason)
                " "
                Tag.a(.href(path(group.reason)), .label("Show the \(count) with \(group.reason)"), text: count)
            }
            Tag.ul(.class("plain")) { group.places.map(\.html) }
        }
    }

    private func path(_ reason: String?) -> PagePath {
        subject.path(.images, PageQuery().setting("state", to: "blocked").setting("reason", to: reason))
    }
}

extension AttentionList.Place {
    fileprivate init(_ reference: SnapshotReference) {
        self.init(
            image: reference.standing, place: "\(reference.file):\(reference.line)", message: reference.message ?? "")
    }

    fileprivate init(_ entry: ConfigRepositoryStatus.BlockedReference) {
        self.init(image: entry.image, place: "\(entry.file):\(entry.line)", message: entry.message)
    }

    fileprivate var html: HTML {
        Tag.li {
            Tag.code(text: image)
            " "
            Tag.span(.class("minor code"), text: place)
            Tag.div(.class("minor"), text: message)
        }
    }
}
