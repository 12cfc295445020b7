import Reconciliation

/// Every image with where it is used, one stretch of the list at a time.
struct ImagesPage {
    private static let size = 100
    private static let fields = ["q", "state", "reason", "host", "page"]

    let subject: RepositorySubject
    let query: PageQuery

    var html: HTML {
        subject.page(.images) {
            Tag.h2(text: "Images")
            if let snapshot = subject.snapshot { list(snapshot) } else { subject.noSnapshot }
        }
    }

    @HTMLBuilder private func list(_ snapshot: RepositorySnapshot) -> HTML {
        let path = subject.path(.images, query.keeping(Self.fields))
        let found = ReferenceFilter(path.query).found(in: snapshot.references)
        let paging = Paging(found.count, size: Self.size, at: path)
        filter(path, snapshot).html
        if snapshot.leftOut > 0 {
            Tag.p(.class("notice")) {
                Tag.strong(text: "\(CountText.text(snapshot.leftOut, "reference")) are not kept here. ")
                "'pinnace reconcile --dry-run' lists them all."
            }
        }
        if found.isEmpty {
            Tag.p(.class("empty"), text: "No reference is like that.")
        } else {
            table(found[paging.range].map { snapshot.references[$0] }, paging)
            paging.html
        }
    }

    private func filter(_ path: PagePath, _ snapshot: RepositorySnapshot) -> FilterForm {
        var reasons: Set<String> = []
        for reference in snapshot.references { if let reason = reference.reason { reasons.insert(reason) } }
        return FilterForm(
            path: path,
            fields: [
                .text(name: "q", label: "Image, file, object or field"),
                .choice(
                    name: "state", label: "State", any: "Any state",
                    ReferenceState.allCases.filter { snapshot.counts[$0] ?? 0 > 0 }.map { state in
                        .init(
                            value: state.rawValue,
                            words: "\(state.badge.word) (\(CountText.text(snapshot.counts[state] ?? 0)))")
                    }),
                .choice(
                    name: "reason", label: "Reason", any: "Any reason",
                    reasons.sorted().prefix(100).map { .init(value: $0, words: $0) }),
                .choice(
                    name: "host", label: "Registry", any: "All registries",
                    snapshot.migration.hosts.map { .init(value: $0.name, words: $0.name) }),
            ])
    }

    private func table(_ references: [SnapshotReference], _ paging: Paging) -> HTML {
        var table = DataTable(
            "References, \(paging.words), by image", columns: ["Where", "Tag and digest", "Platforms", "State", "Why"],
            kind: "images")
        var rest = references[...]
        while let first = rest.first {
            let name = ImageText(first.standing).name
            let group = rest.prefix { ImageText($0.standing).name == name }
            table.add(
                heading: Tag.code(.class("image"), text: name),
                group.map { table.row(ReferenceCells(reference: $0, name: name).all) })
            rest = rest.dropFirst(group.count)
        }
        return table.html
    }
}

/// Which references of a list are asked for.
struct ReferenceFilter {
    private let search: TextSearch?
    private let state: ReferenceState?
    private let reason: String?
    private let host: String?
    private let isImpossible: Bool

    init(_ query: PageQuery) {
        search = TextSearch(query["q"])
        state = query["state"].flatMap(ReferenceState.init(rawValue:))
        reason = query["reason"]
        host = query["host"]
        isImpossible = query["state"] != nil && state == nil
    }

    /// Their places in the list.
    func found(in references: [SnapshotReference]) -> [Int] {
        isImpossible ? [] : references.indices.filter { includes(references[$0]) }
    }

    private func includes(_ reference: SnapshotReference) -> Bool {
        if let state, state != reference.state { return false }
        if let reason, reason != reference.reason { return false }
        if let host, host != reference.host { return false }
        if let search, !search.finds(in: [reference.standing, reference.file, reference.object, reference.field]) {
            return false
        }
        return true
    }
}

/// One reference as the cells of a row.
private struct ReferenceCells {
    let reference: SnapshotReference
    /// The image that its group is about.
    let name: String

    var all: [HTML] { [place, image, platforms, state, why] }

    private var place: HTML {
        .group([
            Tag.code(text: "\(reference.file):\(reference.line)"),
            reference.object.map { Tag.span(.class("minor"), text: $0) } ?? .nothing,
            Tag.span(.class("minor code"), text: reference.field),
        ])
    }

    @HTMLBuilder private var image: HTML {
        version(ImageText(reference.standing), digest: reference.digest)
        if let to = reference.to, reference.state == .pending || reference.state == .blocked, to != reference.from {
            Tag.div(.class("move")) {
                Tag.span(.class("minor"), text: reference.state == .pending ? "becomes" : "would become")
                version(ImageText(to), digest: nil)
            }
        }
        if reference.state == .changed {
            Tag.div(.class("move")) {
                Tag.span(.class("minor"), text: "was")
                version(ImageText(reference.from), digest: nil)
            }
        }
    }

    @HTMLBuilder private func version(_ image: ImageText, digest: String?) -> HTML {
        if image.name != name { Tag.code(.class("minor"), text: image.name) }
        Tag.span(.class("version")) {
            image.tag.map { Tag.code(.class("tag"), text: $0) } ?? Tag.span(.class("minor"), text: "no tag")
            if let pinned = image.digest {
                Tag.code(.class("digest"), text: pinned)
            } else if let digest {
                Tag.span(.class("minor"), text: "not pinned; now")
                Tag.code(.class("digest"), text: digest)
            }
        }
    }

    private var platforms: HTML {
        guard let platforms = reference.platforms else { return Tag.span(.class("minor"), text: "not known") }
        return Tag.ul(.class("plain")) { platforms.split(separator: ", ").map { Tag.li(text: String($0)) } }
    }

    private var state: HTML { reference.state.badge.html }

    private var why: HTML {
        .group([
            ReasonLink(code: reference.reason ?? "").html,
            reference.message.map { Tag.span(.class("minor"), text: $0) } ?? .nothing,
        ])
    }
}
