import KubernetesAPI
import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The first page: every repository with its state.
struct RepositoriesPage {
    private static let size = 50
    private static let fields = ["q", "state", "namespace", "page"]

    let frame: PageFrame
    let resources: [ConfigRepository]
    let records: [ObjectKey: DashboardStore.Record]
    let query: PageQuery

    var html: HTML {
        let path = PagePath([], query.keeping(Self.fields))
        let found = found
        let paging = Paging(found.count, size: Self.size, at: path)
        return frame.page("Repositories") {
            Tag.h1(text: "Repositories")
            frame.notice
            totals
            filter(path).html
            if found.isEmpty {
                Tag.p(.class("empty"), text: emptyWords)
            } else {
                table(found[paging.range], paging).html
                paging.html
            }
        }
    }

    private var found: [ConfigRepository] {
        let search = TextSearch(query["q"])
        return resources.filter { resource in
            if let namespace = query["namespace"], namespace != resource.key.namespace { return false }
            if let state = query["state"], state != RepositoryState(resource).rawValue { return false }
            return search?.finds(in: [resource.key.description, Self.url(resource)]) ?? true
        }
        .sorted { Self.rank($0) < Self.rank($1) }
    }

    /// What needs somebody comes first.
    private static func rank(_ resource: ConfigRepository) -> (Int, ObjectKey) {
        (RepositoryState(resource).needsSomebody ? 0 : 1, resource.key)
    }

    private static func url(_ resource: ConfigRepository) -> String {
        subject(resource, nil, nil).url
    }

    private static func subject(
        _ resource: ConfigRepository, _ record: DashboardStore.Record?, _ frame: PageFrame?
    ) -> RepositorySubject {
        RepositorySubject(
            resource: resource, record: record ?? DashboardStore.Record(),
            frame: frame ?? PageFrame(version: "", now: .distantPast, isLeading: true))
    }

    private var emptyWords: String {
        resources.isEmpty
            ? "There is no ConfigRepository yet. Apply one, and it shows here." : "No repository is like that."
    }

    private var totals: HTML {
        var counts: [ReferenceState: Int] = [:]
        for resource in resources {
            for (state, count) in resource.status?.counts?.states ?? [:] { counts[state, default: 0] += count }
        }
        let needy = resources.count { RepositoryState($0).needsSomebody }
        return Tag.dl(.class("totals")) {
            total("Repositories", resources.count, .calm)
            total("Failing or stalled", needy, needy > 0 ? .bad : .good)
            total("Blocked", counts[.blocked] ?? 0, counts[.blocked] ?? 0 > 0 ? .bad : .good)
            total("To change", counts[.pending] ?? 0, counts[.pending] ?? 0 > 0 ? .news : .calm)
            total("Held", counts[.held] ?? 0, counts[.held] ?? 0 > 0 ? .wait : .calm)
            total("References", counts.values.reduce(0, +), .calm)
        }
    }

    private func total(_ words: String, _ count: Int, _ tone: StateBadge.Tone) -> HTML {
        Tag.div(.class("total \(tone.rawValue)")) {
            Tag.dt(text: words)
            Tag.dd(text: CountText.text(count))
        }
    }

    private func filter(_ path: PagePath) -> FilterForm {
        let namespaces = Set(resources.map(\.key.namespace)).sorted()
        return FilterForm(
            path: path,
            fields: [
                .text(name: "q", label: "Name or address"),
                .choice(
                    name: "state", label: "State", any: "Any state",
                    RepositoryState.allCases.map { .init(value: $0.rawValue, words: $0.badge.word) }),
                .choice(
                    name: "namespace", label: "Namespace", any: "All namespaces",
                    namespaces.prefix(500).map { .init(value: $0, words: $0) }),
            ])
    }

    private func table(_ shown: ArraySlice<ConfigRepository>, _ paging: Paging) -> DataTable {
        var table = DataTable(
            "Repositories, \(paging.words)",
            columns: ["Repository", "State", "Images", "Last run", "Next run", "Last commit"], kind: "repositories")
        table.add(
            shown.map { resource in
                RepositoryRow(subject: Self.subject(resource, records[resource.key], frame)).row(in: table)
            })
        return table
    }
}

/// One repository in the list.
private struct RepositoryRow {
    let subject: RepositorySubject

    func row(in table: DataTable) -> HTML {
        table.row([name, state, images, lastRun, nextRun, lastCommit])
    }

    private var name: HTML {
        .group([
            Tag.a(.class("name"), .href(subject.path(.overview)), text: "\(subject.key)"),
            Tag.span(.class("minor code"), text: subject.url),
        ])
    }

    private var state: HTML {
        let ready = subject.resource.status?.conditions?.first { $0.type == "Ready" }
        return .group([
            subject.state.badge.html,
            ready.map { Tag.span(.class("minor clamp"), text: SnapshotLimits.bounded($0.message)) } ?? .nothing,
        ])
    }

    private var images: HTML {
        guard let counts = subject.resource.status?.counts, counts.references > 0 else {
            return Tag.span(.class("minor"), text: "none known")
        }
        let bar = StateBar(counts: counts.states)
        return .group([
            Tag.a(.href(subject.path(.images)), text: CountText.text(counts.references, "reference")), bar.html,
            Tag.span(.class("minor"), text: bar.words),
        ])
    }

    private var lastRun: HTML {
        guard let run = subject.record.lastRun else { return Tag.span(.class("minor"), text: "not yet") }
        return WhenText(run.time).relative(to: subject.frame.now)
    }

    private var nextRun: HTML {
        if subject.state == .suspended { return Tag.span(.class("minor"), text: "when resumed") }
        guard let next = subject.record.nextRun else { return Tag.span(.class("minor"), text: "not known") }
        return next < subject.frame.now
            ? .text("waits for its turn") : WhenText(next).relative(to: subject.frame.now)
    }

    private var lastCommit: HTML {
        guard let commit = subject.resource.status?.lastCommit else { return Tag.span(.class("minor"), text: "none") }
        return Tag.code(.class("commit"), text: String(commit.prefix(10)))
    }
}

extension RepositoryState {
    fileprivate var needsSomebody: Bool { self == .stalled || self == .failing }
}

extension ConfigRepositoryStatus.Counts {
    var states: [ReferenceState: Int] {
        [
            .changed: changed, .pending: pending, .unchanged: unchanged, .skipped: skipped, .held: held,
            .blocked: blocked,
        ]
    }
}
