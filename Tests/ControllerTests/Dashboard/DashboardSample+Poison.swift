import Foundation
import KubernetesAPI

@testable import Controller

extension DashboardSample {
    static let poison =
        #"</code><script>document.title="run"</script><img src=x onerror=alert(1)>"' javascript:x"# + "\u{202e}"

    /// Puts markup into every text that somebody else could write.
    mutating func poison() {
        resources = resources.map(Self.poisoned)
        for (key, record) in store.all {
            var record = record
            record.snapshot?.poison(Self.poison)
            store.put(record, for: key)
        }
    }
}

extension DashboardSample {
    private static func poisoned(_ resource: ConfigRepository) -> ConfigRepository {
        var resource = resource
        resource.spec.url += poison
        for index in resource.status?.conditions?.indices ?? 0..<0 {
            resource.status?.conditions?[index].message = poison
            resource.status?.conditions?[index].reason = poison
        }
        resource.status?.lastCommit = poison
        resource.status?.pullRequest = "javascript:alert(1)"
        resource.status?.blocked = [.init(file: poison, line: 1, image: poison, reason: poison, message: poison)]
        return resource
    }
}

extension RepositorySnapshot {
    fileprivate mutating func poison(_ text: String) {
        references = references.map { reference in
            SnapshotReference(
                file: text, line: 1, object: text, field: text, from: text, to: text, state: reference.state,
                reason: text,
                message: text, digest: text, platforms: text, host: text)
        }
        findings = [SnapshotFinding(file: text, line: 1, reason: text, message: text)]
        holds = [
            SnapshotHold(
                place: text, from: text, to: text, digests: [text], lapse: text, until: text, reason: text, who: text,
                since: text, isExpired: false, release: ["--image", text])
        ]
        migration.moves = [.init(from: text, to: text, moved: 1, waiting: [.blocked: 1], reasons: [text: 1])]
        migration.hosts = [.init(name: text, references: 1, states: [:])]
        timeline.entries = [
            Timeline.Entry(
                commit: text, time: Date(timeIntervalSince1970: 0), author: text, operation: text, subject: text,
                reason: text,
                changes: [.init(file: text, object: text, field: text, from: text, to: text)], changesLeftOut: 3)
        ]
    }
}
