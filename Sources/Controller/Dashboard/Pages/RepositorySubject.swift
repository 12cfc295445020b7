import GitStore
import KubernetesAPI
import Reconciliation

/// The repository that a page is about.
struct RepositorySubject: Sendable {
    let resource: ConfigRepository
    let record: DashboardStore.Record
    let frame: PageFrame

    var key: ObjectKey { resource.key }
    var snapshot: RepositorySnapshot? { record.snapshot }
    var state: RepositoryState { RepositoryState(resource) }

    /// Without a password; what cannot be read is not shown, as it may hold one.
    var url: String { (try? GitRemoteURL(resource.spec.url)).map(\.description) ?? "an address that cannot be read" }

    func path(_ tab: RepositoryTab, _ query: PageQuery = PageQuery()) -> PagePath {
        let segments = ["repositories", key.namespace, key.name]
        return PagePath(tab == .overview ? segments : segments + [tab.rawValue], query)
    }

    /// Arguments that say which repository and branch a command is for.
    func command(_ name: String, _ rest: [String]) -> ShellCommand {
        let branch = resource.spec.branch.map { ["--branch=\($0)"] } ?? []
        return ShellCommand(words: ["pinnace", name, url] + rest + branch + ["--push"])
    }

    func page(_ tab: RepositoryTab, @HTMLBuilder content: () -> HTML) -> HTML {
        frame.page(tab == .overview ? "\(key)" : "\(tab.words) · \(key)") {
            Tag.nav(.class("crumbs"), .label("Breadcrumb")) {
                Tag.ol {
                    Tag.li { Tag.a(.href(PagePath([])), text: "Repositories") }
                    Tag.li {
                        Tag.a(
                            .href(PagePath([], PageQuery().setting("namespace", to: key.namespace))),
                            text: key.namespace)
                    }
                }
            }
            Tag.div(.class("heading")) {
                Tag.h1(text: key.name)
                state.badge.html
            }
            Tag.p(.class("where")) {
                Tag.code(text: url)
                " on "
                Tag.code(text: resource.spec.branch ?? snapshot?.branch ?? "the default branch")
            }
            frame.notice
            tabs(tab)
            content()
        }
    }

    /// What stands where a run is needed first.
    var noSnapshot: HTML {
        Tag.p(.class("empty")) {
            frame.isLeading
                ? "No run has come through since this controller started. This page fills with the first that does."
                : "The replica that leads knows; this one waits for its turn."
        }
    }

    private func tabs(_ current: RepositoryTab) -> HTML {
        Tag.nav(.class("tabs"), .label("\(key)")) {
            Tag.ul {
                RepositoryTab.allCases.map { tab in
                    Tag.li {
                        Tag.a(.href(path(tab)), tab == current ? .current("page") : nil) {
                            tab.words
                            count(tab).map { Tag.span(.class("count"), text: CountText.text($0)) }
                        }
                    }
                }
            }
        }
    }

    private func count(_ tab: RepositoryTab) -> Int? {
        switch tab {
        case .overview: nil
        case .images: snapshot?.total
        case .timeline: snapshot?.timeline.entries.count
        case .holds: snapshot.map { $0.holds.count + $0.holdsLeftOut }
        case .findings: snapshot.map { $0.findings.count + $0.findingsLeftOut }
        }
    }
}

/// The pages about one repository.
enum RepositoryTab: String, Sendable, CaseIterable {
    case overview, images, timeline, holds, findings

    var words: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
