import Foundation
import ImageModel
import Manifests
import Planning
import Reconciliation
import Testing

@testable import Registry

@Suite struct ReportDocumentTests {
    static let documents: [(String, String)] = [
        ("plan", try! PlanDocument(ReportSamples.plan).json()),
        ("plan", try! PlanDocument(Plan(revision: nil, files: 0, references: [], findings: [])).json()),
        ("scan", try! ScanDocument(ReportSamples.scan).json()),
        ("history", try! HistoryDocument(ReportSamples.history).json()),
        ("report", try! MigrationDocument(MigrationSamples.whole).json()),
        ("report", try! MigrationDocument(MigrationSamples.small).json()),
        ("copy", try! CopyDocument(source: copied.target, copied).json()),
        ("copy", try! CopyDocument(source: copied.target, narrowed).json()),
        ("copies", try! CopiesDocument([CopyDocument(source: copied.target, copied)]).json()),
        ("copies", try! CopiesDocument([]).json()),
    ]

    private static let digest = Digest("sha256:" + String(repeating: "a", count: 64))!
    private static let copied = CopyResult(
        digest: digest, target: try! ImageReference(parsing: "gcr.io/p/app:1@\(digest)"), tag: .created)
    private static let narrowed = CopyResult(
        digest: digest, target: copied.target, tag: .differing(existing: digest), narrowedFrom: digest,
        differingAttachments: digest.cosignTags)

    @Test(arguments: documents)
    func matchesItsSchema(_ schema: String, _ json: String) throws {
        #expect(try JSONSchemaCheck(schema).problems(json) == [])
    }

    @Test(arguments: documents)
    func aJSONSchemaValidatorAgrees(_ schema: String, _ json: String) throws {
        let script = """
            import json, sys
            try: import jsonschema
            except ImportError: sys.exit(0)
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.validate(json.load(sys.stdin), schema, cls=jsonschema.Draft202012Validator)
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let path = JSONSchemaCheck.folder.appending(component: "\(schema).schema.json").path
        process.arguments = ["python3", "-c", script, path]
        let input = Pipe()
        process.standardInput = input
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(json.utf8))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 || process.terminationStatus == 127)
    }

    @Test func aPlanIsReadBack() throws {
        let document = PlanDocument(ReportSamples.plan)
        let read = try JSONDecoder().decode(PlanDocument.self, from: Data(try document.json().utf8))
        #expect(read == document)
        #expect(read.references[0].copies[0].target == "us-docker.pkg.dev/p/app:1.0.0")
    }

    @Test func aReferenceReadsAsTheSchemaSays() throws {
        var plan = ReportSamples.plan
        plan.references = [ReportSamples.left(.blocked, "gcr.io/p/db:2", .notFound, "is not there", line: 3)]
        plan.findings = []
        #expect(
            try PlanDocument(plan).json() == """
                {
                  "apiVersion": "pinnace.dev/v1alpha1",
                  "findings": [],
                  "kind": "Plan",
                  "limits": [],
                  "recorded": null,
                  "references": [
                    {
                      "column": 16,
                      "copies": [],
                      "digest": null,
                      "edits": [],
                      "field": "spec.containers[0].image",
                      "file": "k8s/a b.yaml",
                      "follow": null,
                      "from": "gcr.io/p/db:2",
                      "line": 3,
                      "message": "is not there",
                      "object": null,
                      "platforms": [],
                      "reason": "not-found",
                      "rule": null,
                      "source": null,
                      "status": "blocked",
                      "to": null
                    }
                  ],
                  "revision": "3f2c9ab1d0e4f5a6b7c8d9e0f1a2b3c4d5e6f708",
                  "summary": {
                    "blocked": 1,
                    "changes": 0,
                    "files": 3,
                    "held": 0,
                    "references": 1,
                    "skipped": 0,
                    "unchanged": 0
                  }
                }

                """)
    }

    @Test func deceptiveTextIsEscapedAndKeepsItsMeaning() throws {
        let from = "evil\u{202E}\u{1B}[31m\u{E0041}\u{7F}"
        let scan = Scan(
            revision: nil, files: 1,
            references: [ScannedReference(occurrence: ReportSamples.change.occurrence, from: from)], findings: [])
        let json = try ScanDocument(scan).json()
        #expect(json.lowercased().contains(#""evil\u202e\u001b[31m\udb40\udc41\u007f""#))
        #expect(!json.unicodeScalars.contains { $0 != "\n" && $0.isDeceptive })
        let read = try JSONDecoder().decode(ScanDocument.self, from: Data(json.utf8))
        #expect(read.references[0].from == from)
        #expect(read.references[0].canonical == nil)
    }

    /// A tag that another file says is not made up.
    @Test func whatIsNotSaidHasNoTag() {
        let helm = ImageOccurrence(
            file: RepositoryPath("values.yaml")!, object: nil, field: "image",
            location: ReportSamples.change.occurrence.location,
            parts: .helm(HelmImage(registry: nil, repository: nil, tag: nil, digest: nil)), directives: LineDirectives()
        )
        #expect(ScannedReference(occurrence: helm, from: "a/b").canonical == "docker.io/a/b")
        #expect(ScannedReference(occurrence: helm, from: "a/b:1").canonical == "docker.io/a/b:1")
        #expect(ScannedReference(occurrence: helm, from: "r.io/:1").canonical == nil)
        #expect(ScannedReference(occurrence: helm, from: "a").canonical == nil)
        let whole = ScannedReference(occurrence: ReportSamples.change.occurrence, from: "a/b")
        #expect(whole.canonical == "docker.io/a/b:latest")
    }

    @Test func timesAreUTC() {
        #expect(HistoryDocument(ReportSamples.history).commits.map(\.time).first == "2026-11-20T10:10:00Z")
    }
}
