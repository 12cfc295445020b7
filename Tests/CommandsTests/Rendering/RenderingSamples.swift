import Foundation
import ImageModel
import Manifests
import Planning
import Reconciliation
import YAMLSource

enum RenderingSamples {
    static let pin = Digest("sha256:" + String(repeating: "0123456789abcdef", count: 4))!
    static let api = ObjectIdentity(apiVersion: "v1", kind: "Pod", namespace: "prod", name: "api")
    static let revision = "3f2c9ab1d0e4f5a6b7c8d9e0f1a2b3c4d5e6f708"

    static func reference(
        _ status: PlannedReference.Status, _ file: String, _ line: Int, _ from: String, object: ObjectIdentity? = nil,
        reason: ReasonCode? = nil, message: String? = nil
    ) -> PlannedReference {
        let location = SourceLocation(line: line, column: 16)
        let path = RepositoryPath(file)!
        let site = Site(id: SiteID(file: path, address: .scalar(line)), field: "image", location: location, value: from)
        let occurrence = ImageOccurrence(
            file: path, object: object, field: "spec.containers[0].image", location: location, parts: .whole(site),
            directives: LineDirectives())
        var reference = PlannedReference(occurrence: occurrence, from: from, status: status)
        reference.reason = reason
        reference.message = message
        return reference
    }

    static var moved: PlannedReference {
        var reference = reference(.change, "k8s/api.yaml", 21, "gcr.io/p/app:1.0.0", object: api)
        let to = "us-docker.pkg.dev/p/app:1.0.0@\(pin)"
        reference.to = to
        reference.platforms = [Platform("linux/amd64")!, Platform("linux/arm64")!]
        reference.source = SourceReport(reference: reference.from, readable: true, digest: pin, identical: true)
        reference.rule = "rewrites[0]"
        reference.edits = [PlannedEdit(site: reference.occurrence.parts.sites[0], to: to)]
        reference.copies = [
            PlannedCopy(
                source: try! ImageReference(parsing: "gcr.io/p/app:1.0.0@\(pin)"),
                target: try! ImageReference(parsing: "us-docker.pkg.dev/p/app:1.0.0"), digest: pin, replace: false)
        ]
        return reference
    }

    /// Its piece stands in a kustomization, where a key is added.
    static var overlaid: PlannedReference {
        var reference = reference(.change, "k8s/api.yaml", 30, "nginx:1.27.0")
        reference.to = "nginx:1.27.0@\(pin)"
        let place = SiteID(
            file: RepositoryPath("overlay/kustomization.yaml")!, address: .insertion(key: "digest", below: 4))
        let site = Site(
            id: place, field: "images[0].digest", location: SourceLocation(line: 5, column: 5), value: nil)
        reference.edits = [PlannedEdit(site: site, to: "\(pin)")]
        reference.message = "the source cannot be read"
        return reference
    }

    static var plan: Plan {
        Plan(
            revision: revision,
            files: 4,
            references: [
                moved, overlaid,
                reference(
                    .blocked, "k8s/db.yaml", 3, "gcr.io/p/db:2", reason: .platformMissing,
                    message: "it offers linux/arm64, but linux/amd64 is required"),
                reference(
                    .blocked, "k8s/queue.yaml", 12, "gcr.io/p/longer-queue:2", reason: .registryUnavailable,
                    message: "gcr.io did not answer"),
                reference(.held, "k8s/web.yaml", 5, "nginx:1", reason: .held, message: "held until 2026-12-31"),
                reference(.skipped, "x.yaml", 6, "{{ .Values.x }}", reason: .templated),
                reference(.unchanged, "x.yaml", 7, "busybox:1"),
            ],
            findings: [
                Finding(
                    file: RepositoryPath("charts/x.yaml")!, location: SourceLocation(line: 3, column: 1),
                    reason: .unparsable, message: "a tab")
            ]
        )
    }

    /// Moves the cursor, turns the text's direction, ends the line, hides.
    static let hostile = "a\u{1B}[2J\r\nb\u{202E}c\u{200B}\u{9B}d"
    static let harmless = #"a\u{1b}[2J\r\nb\u{202e}c\u{200b}\u{9b}d"#
}
