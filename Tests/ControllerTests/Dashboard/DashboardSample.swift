import Foundation
import KubernetesAPI
import Logging
import Reconciliation

@testable import Controller

/// Repositories as a dashboard could find them, made up and always the same.
struct DashboardSample {
    static let now = Date(timeIntervalSince1970: 1_795_249_927)
    static let digest = "sha256:" + String(repeating: "0f1e2d3c", count: 8)
    static let other = "sha256:" + String(repeating: "9a8b7c6d", count: 8)

    let store = DashboardStore(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    var resources: [ConfigRepository] = []
    var isLeading = true

    var dashboard: Dashboard {
        let view = Dashboard.View(resources: resources, isLeading: isLeading)
        var dashboard = Dashboard(version: "1.2.3", store: store) { view }
        dashboard.now = { Self.now }
        return dashboard
    }

    /// A team's repository in the middle of a migration, and others around it.
    static func typical() -> DashboardSample {
        var sample = DashboardSample()
        sample.add("team-a", "storefront", "Ready", "True", "Succeeded", "1,204 references, 3 held, 12 blocked")
        sample.add(
            "team-a", "payments", "Ready", "False", "RegistryUnavailable",
            "4 references could not be judged: registry.example.com did not answer within 10 seconds")
        sample.add("team-b", "data-platform", "Ready", "True", "Planned", "310 references, 25 to change")
        sample.add(
            "team-b", "legacy", "Stalled", "True", "ConfigurationInvalid",
            ".pinnace/config.yaml:12:3: there is no key 'platform'; did you mean 'platforms'?")
        sample.add("team-c", "docs", "Ready", "True", "Succeeded", "18 references")
        sample.resources[4].spec.suspend = true
        sample.store.put(
            DashboardStore.Record(
                lastRun: run(ago: 240, .ready, "Succeeded", "1,204 references, 3 held, 12 blocked"),
                nextRun: now.addingTimeInterval(380), snapshot: typicalSnapshot),
            for: ObjectKey(namespace: "team-a", name: "storefront"))
        sample.store.put(
            DashboardStore.Record(
                lastRun: run(ago: 31, .failing, "RegistryUnavailable", "registry.example.com did not answer"),
                nextRun: now.addingTimeInterval(29), snapshot: nil),
            for: ObjectKey(namespace: "team-a", name: "payments"))
        return sample
    }

    private static let typicalSnapshot = snapshot(references(1_204))

    mutating func add(
        _ namespace: String, _ name: String, _ condition: String, _ status: String, _ reason: String, _ message: String
    ) {
        var resource = ConfigRepository(
            metadata: .init(name: name, namespace: namespace),
            spec: .init(url: "https://git.example.com/\(namespace)/\(name).git"))
        resource.spec.branch = "main"
        var conditions = [
            Condition(
                type: "Ready", status: condition == "Ready" ? status : "False", reason: reason, message: message,
                observedGeneration: 1, lastTransitionTime: "2026-11-20T17:03:11Z")
        ]
        if condition != "Ready" {
            conditions.append(
                Condition(
                    type: condition, status: status, reason: reason, message: message, observedGeneration: 1,
                    lastTransitionTime: "2026-11-20T17:03:11Z"))
        }
        resource.status = ConfigRepositoryStatus()
        resource.status?.conditions = conditions
        resource.status?.observedRevision = "5f2c9d7b1a3e4f60718293a4b5c6d7e8f9012345"
        resource.status?.lastCommit = "8c1d2e3f405162738495a6b7c8d9eaf0b1c2d3e4"
        var counts = ConfigRepositoryStatus.Counts()
        (counts.references, counts.unchanged, counts.skipped) = (1_204, 1_100, 64)
        (counts.pending, counts.held, counts.blocked) = (25, 3, 12)
        resource.status?.counts = counts
        resources.append(resource)
    }

    private static func run(
        ago: Double, _ verdict: RunOutcome.Verdict, _ reason: String, _ message: String
    ) -> DashboardStore.Run {
        DashboardStore.Run(
            time: now.addingTimeInterval(-ago), duration: .milliseconds(3_400), verdict: verdict, reason: reason,
            message: message)
    }
}

extension DashboardSample {
    static func snapshot(_ references: [SnapshotReference]) -> RepositorySnapshot {
        var snapshot = RepositorySnapshot(revision: "5f2c9d7b1a3e4f60718293a4b5c6d7e8f9012345", branch: "main")
        snapshot.files = 412
        snapshot.references = RepositorySnapshot.byImage(references)
        for reference in references { snapshot.counts[reference.state, default: 0] += 1 }
        snapshot.findings = [
            SnapshotFinding(
                file: "charts/web/templates/deploy.yaml", line: 31, reason: "templated",
                message: "the file is a template that is no YAML before it is rendered"),
            SnapshotFinding(
                file: "k8s/broken.yaml", line: 7, reason: "unparsable", message: "did not find expected key"),
        ]
        snapshot.holds = [hold]
        snapshot.migration = migration
        snapshot.timeline = timeline
        return snapshot
    }

    private static var hold: SnapshotHold {
        SnapshotHold(
            place: "docker.io/library/redis", from: "redis:7.2.4@\(digest)", to: "redis:7.2.5@\(other)",
            digests: [other], lapse: "new-digest", until: "2026-12-31",
            reason: "Pod team-a/cache-0, container redis: CrashLoopBackOff", who: "Pinnace", since: "2026-11-19",
            isExpired: false, release: ["--image", "docker.io/library/redis"])
    }

    private static var migration: MigrationProgress {
        var progress = MigrationProgress()
        progress.moves = [
            .init(
                from: "gcr.io", to: "us-central1-docker.pkg.dev", moved: 861, waiting: [.pending: 25, .blocked: 12],
                reasons: ["platform-missing": 7, "not-found": 5]),
            .init(from: "k8s.gcr.io", to: "registry.k8s.io", moved: 40, waiting: [:], reasons: [:]),
        ]
        progress.hosts = [
            .init(name: "us-central1-docker.pkg.dev", references: 861, states: [.unchanged: 861]),
            .init(name: "docker.io", references: 266, states: [.unchanged: 199, .skipped: 64, .held: 3]),
            .init(name: "registry.k8s.io", references: 40, states: [.unchanged: 40]),
            .init(name: "gcr.io", references: 37, states: [.pending: 25, .blocked: 12]),
        ]
        return progress
    }

    private static var timeline: Timeline {
        let names = ["api", "worker", "web", "cache", "search"]
        let entries = (0..<45).map { index -> Timeline.Entry in
            let operation = index % 7 == 3 ? "rollback" : index % 5 == 4 ? nil : "reconcile"
            let subject =
                switch operation {
                case "rollback": "Roll back \(names[index % 5]): CrashLoopBackOff in team-a"
                case nil: "Try the new \(names[index % 5])"
                default: "Pin \(CountText.text(index % 4 + 1, "image"))"
                }
            let changes = (0...(index % 4)).map { change in
                Timeline.Change(
                    file: "apps/\(names[change])/deployment.yaml", object: "Deployment/prod/\(names[change])",
                    field: "spec.template.spec.containers[0].image",
                    from: index % 2 == 0
                        ? "gcr.io/shop/\(names[change]):2.\(index)"
                        : "us-central1-docker.pkg.dev/shop/images/\(names[change]):2.\(index)@\(other)",
                    to: "us-central1-docker.pkg.dev/shop/images/\(names[change]):2.\(index)@\(digest)")
            }
            return Timeline.Entry(
                commit: String(repeating: "\(index % 10)a", count: 20),
                time: now.addingTimeInterval(Double(-7_900 * index - 400)),
                author: operation == nil ? "Ana Lima" : "Pinnace", operation: operation, subject: subject,
                reason: operation == "rollback" ? "Pod team-a/api-7d9f, container api: exec format error" : nil,
                changes: changes, changesLeftOut: 0)
        }
        return Timeline(entries: entries, tip: entries[0].commit, isCut: true)
    }

    /// So many references of several images in many files, with all that can come of one.
    static func references(_ count: Int) -> [SnapshotReference] {
        let images = [
            "us-central1-docker.pkg.dev/shop/images/api", "us-central1-docker.pkg.dev/shop/images/worker",
            "us-central1-docker.pkg.dev/shop/images/web", "redis", "registry.k8s.io/ingress-nginx/controller",
            "gcr.io/shop/batch",
        ]
        return (0..<count).map { index in
            let image = images[index % images.count]
            let tag = "\(index % 3 + 1).\(index % 10).\(index % 7)"
            let isOld = image.hasPrefix("gcr.io")
            let state: ReferenceState =
                isOld
                ? (index % 4 == 1 ? .blocked : .pending)
                : index % 97 == 3 ? .held : index % 19 == 4 ? .skipped : .unchanged
            return SnapshotReference(
                file: "apps/service-\(index % 200)/deployment.yaml", line: Int32(21 + index % 60),
                object: "Deployment/prod/service-\(index % 200)",
                field: "spec.template.spec.containers[\(index % 3)].image",
                from: isOld || state == .skipped ? "\(image):\(tag)" : "\(image):\(tag)@\(digest)",
                to: isOld ? "us-central1-docker.pkg.dev/shop/images/batch:\(tag)@\(digest)" : nil, state: state,
                reason: state == .blocked
                    ? "platform-missing" : state == .held ? "held" : state == .skipped ? "templated" : nil,
                message: state == .blocked
                    ? "linux/arm64 is required, and the image offers linux/amd64 alone"
                    : state == .held
                        ? "a hold keeps it since 2026-11-19" : nil,
                digest: nil, platforms: state == .skipped ? nil : "linux/amd64, linux/arm64",
                host: ImageText(image).host)
        }
    }
}
