import KubernetesAPI
import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Pages about every repository and each of its images. They are read only; nothing on them can be set off.
struct Dashboard: Sendable {
    /// The resources as the cluster tells, and whether this replica is the one that acts on them.
    struct View: Sendable {
        var resources: [ConfigRepository]
        var isLeading: Bool
    }

    let version: String
    let store: DashboardStore
    var names = ServedNames(others: [])
    /// The time, for tests to set.
    var now: @Sendable () -> Date = { .now }
    let view: @Sendable () async throws -> View

    func answer(_ request: DashboardRequest) async -> DashboardAnswer {
        guard names.contains(request.authority) else {
            return error(
                421, "Another name", "The dashboard is not served under this name: '--dashboard-host' allows it.")
        }
        guard ["GET", "HEAD"].contains(request.method) else {
            var answer = error(405, "Not allowed", "The dashboard is read-only: it answers GET and HEAD.")
            answer.allowed = "GET, HEAD"
            return answer
        }
        guard !request.isTooLong else {
            return error(414, "Too long", "This address is longer than any of the dashboard's.")
        }
        guard let segments = request.segments else { return missing }
        do {
            let answer = try await found(segments, request.query) ?? missing
            return answer.tagged(known: request.knownTag)
        } catch {
            // What went wrong is in the log of those who asked the cluster, and nothing for whoever looks.
            return self.error(
                503, "No answer", "The cluster did not tell which repositories there are. Try again soon.")
        }
    }

    private func found(_ segments: [String], _ query: PageQuery) async throws -> DashboardAnswer? {
        switch segments.first {
        case "style.css" where segments.count == 1:
            return DashboardAnswer(
                status: 200, contentType: "text/css; charset=utf-8", body: Array(StyleSheet.text.utf8), freshness: 60)
        case "icon.svg" where segments.count == 1:
            return DashboardAnswer(
                status: 200, contentType: "image/svg+xml", body: Array(StyleSheet.icon.utf8), freshness: 3_600)
        case "reasons": return reasons(segments.dropFirst())
        case "repositories", nil: return try await repositories(segments.dropFirst(), query)
        case "api": return try await document(segments.dropFirst(), query)
        default: return nil
        }
    }

    private func reasons(_ rest: ArraySlice<String>) -> DashboardAnswer? {
        guard rest.isEmpty else { return nil }
        return .page(ReasonsPage(frame: frame(isLeading: true)).html)
    }

    private func repositories(_ rest: ArraySlice<String>, _ query: PageQuery) async throws -> DashboardAnswer? {
        let view = try await self.view()
        let frame = frame(isLeading: view.isLeading)
        let words = Array(rest)
        if words.isEmpty {
            return .page(
                RepositoriesPage(frame: frame, resources: view.resources, records: store.all, query: query).html)
        }
        guard (2...3).contains(words.count),
            let resource = view.resources.first(where: { $0.key == ObjectKey(namespace: words[0], name: words[1]) })
        else { return nil }
        let subject = RepositorySubject(
            resource: resource, record: store[resource.key] ?? DashboardStore.Record(), frame: frame)
        return Self.page(words.count > 2 ? words[2] : nil, subject, query).map { .page($0) }
    }

    private static func page(_ name: String?, _ subject: RepositorySubject, _ query: PageQuery) -> HTML? {
        switch name.map(RepositoryTab.init(rawValue:)) {
        case nil: OverviewPage(subject: subject).html
        case .images: ImagesPage(subject: subject, query: query).html
        case .timeline: TimelinePage(subject: subject, query: query).html
        case .holds: HoldsPage(subject: subject, query: query).html
        case .findings: FindingsPage(subject: subject, query: query).html
        case .overview, .some(nil): nil
        }
    }

    private var missing: DashboardAnswer {
        error(404, "Not found", "There is no such page: the repository may be gone, or the address mistyped.")
    }

    private func error(_ status: Int, _ title: String, _ message: String) -> DashboardAnswer {
        .page(ErrorPage(frame: frame(isLeading: true), title: title, message: message).html, status: status)
    }

    func frame(isLeading: Bool) -> PageFrame {
        PageFrame(version: version, now: now(), isLeading: isLeading)
    }
}
