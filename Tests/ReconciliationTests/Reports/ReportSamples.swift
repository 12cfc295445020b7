import Foundation
import ImageModel
import Manifests
import Planning
import Reconciliation
import YAMLSource

/// A plan with something of everything.
enum ReportSamples {
    static let pin = Digest("sha256:" + String(repeating: "0123456789abcdef", count: 4))!

    static func occurrence(_ file: String, _ line: Int, _ value: String, object: ObjectIdentity?) -> ImageOccurrence {
        let path = RepositoryPath(file)!
        let location = SourceLocation(line: line, column: 16)
        let site = Site(
            id: SiteID(file: path, address: .scalar(line)), field: "image", location: location, value: value)
        return ImageOccurrence(
            file: path, object: object, field: "spec.containers[0].image", location: location, parts: .whole(site),
            directives: LineDirectives())
    }

    static let api = ObjectIdentity(apiVersion: "v1", kind: "Pod", namespace: "prod", name: "api")

    static var change: PlannedReference {
        let occurrence = occurrence("k8s/api.yaml", 21, "gcr.io/p/app:1.0.0", object: api)
        var reference = PlannedReference(occurrence: occurrence, from: "gcr.io/p/app:1.0.0", status: .change)
        reference.to = "us-docker.pkg.dev/p/app:1.0.0@\(pin)"
        reference.digest = pin
        reference.platforms = [Platform("linux/amd64")!, Platform("linux/arm64")!]
        reference.source = SourceReport(reference: "gcr.io/p/app:1.0.0", readable: true, digest: pin, identical: true)
        reference.rule = "rewrites[0]"
        reference.follow = "semver ~1.0"
        reference.edits = [PlannedEdit(site: occurrence.parts.sites[0], to: reference.to ?? "")]
        reference.copies = [
            PlannedCopy(
                source: try! ImageReference(parsing: "gcr.io/p/app:1.0.0@\(pin)"),
                target: try! ImageReference(parsing: "us-docker.pkg.dev/p/app:1.0.0"), digest: pin, replace: false)
        ]
        return reference
    }

    static func left(
        _ status: PlannedReference.Status, _ from: String, _ reason: ReasonCode?, _ message: String?, line: Int
    ) -> PlannedReference {
        let occurrence = occurrence("k8s/a b.yaml", line, from, object: nil)
        var reference = PlannedReference(occurrence: occurrence, from: from, status: status)
        reference.reason = reason
        reference.message = message
        return reference
    }

    static var plan: Plan {
        Plan(
            revision: "3f2c9ab1d0e4f5a6b7c8d9e0f1a2b3c4d5e6f708",
            files: 3,
            references: [
                change,
                left(.blocked, "gcr.io/p/db:2", .platformMissing, "offers linux/arm64 | `only`\nso <b>no</b>", line: 3),
                left(.blocked, "gcr.io/p/q:2", .registryUnavailable, "no answer", line: 4),
                left(.held, "nginx:1", .held, "held: see https://x.test", line: 5),
                left(.skipped, "{{ .Values.x }}", .templated, nil, line: 6),
                left(.unchanged, "busybox:1", nil, nil, line: 7),
            ],
            findings: [
                Finding(
                    file: RepositoryPath("charts/x.yaml")!, location: SourceLocation(line: 3, column: 1),
                    reason: .unparsable, message: "a tab"),
                Finding(file: RepositoryPath("b.yaml")!, location: nil, reason: .unparsable, message: "too big"),
            ]
        )
    }

    static var scan: Scan {
        Scan(
            revision: nil,
            files: 1,
            references: plan.references.map { ScannedReference(occurrence: $0.occurrence, from: $0.from) },
            findings: plan.findings
        )
    }

    static var history: [HistoryCommit] {
        let move = HistoryChange(
            file: "k8s/api.yaml", object: "Pod/prod/api", field: "spec.containers[0].image",
            from: "gcr.io/p/app:1.0.0", to: "us-docker.pkg.dev/p/app:1.0.0@\(pin)", rule: "rewrites[0]", reason: nil)
        let added = HistoryChange(file: "k8s/new.yaml", object: nil, field: "image", from: nil, to: "nginx:1")
        var hold = Hold()
        (hold.file, hold.until, hold.reason) = ("k8s/api.yaml", "2026-12-31", "audit")
        var frozen = HistoryCommit(
            id: String(repeating: "b1b2c3d4", count: 5), time: Date(timeIntervalSince1970: 1_795_165_900),
            author: "Ann <ann@example.com>", operation: "hold", subject: "Hold k8s/api.yaml", changes: [])
        frozen.holds = [HistoryHold(.held, hold), HistoryHold(.released, Hold())]
        return [
            HistoryCommit(
                id: String(repeating: "3f2c9ab1", count: 5), time: Date(timeIntervalSince1970: 1_795_169_400),
                author: "Pinnace <pinnace@example.com>", operation: "reconcile", subject: "Pin app", changes: [move]),
            frozen,
            HistoryCommit(
                id: String(repeating: "a1b2c3d4", count: 5), time: Date(timeIntervalSince1970: 1_795_165_800),
                author: "Ann <ann@example.com>", operation: nil, subject: "Add nginx", changes: [added]),
        ]
    }
}
