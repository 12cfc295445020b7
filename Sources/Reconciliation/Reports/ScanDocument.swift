import Manifests
import YAMLSource

/// A scan as `--format json` prints it; described by `schemas/scan.schema.json`.
package struct ScanDocument: ReportDocument, Codable, Hashable {
    package var apiVersion = ReportVersion.apiVersion
    package var kind = "Scan"
    @Nullable package var revision: String?
    package let summary: Summary
    package let references: [Reference]
    package let findings: [FindingDocument]

    package struct Summary: Codable, Hashable, Sendable {
        package let files: Int
        package let references: Int
    }

    package struct Reference: Codable, Hashable, Sendable {
        package let file: String
        package let line: Int
        package let column: Int
        @Nullable package var object: ObjectDocument?
        package let field: String
        package let from: String
        @Nullable package var canonical: String?
    }

    package init(_ scan: Scan) {
        revision = scan.revision
        summary = Summary(files: scan.files, references: scan.references.count)
        references = scan.references.map(Reference.init)
        findings = scan.findings.map(FindingDocument.init)
    }
}

extension ScanDocument.Reference {
    init(_ reference: ScannedReference) {
        let occurrence = reference.occurrence
        self.init(
            file: occurrence.file.string,
            line: occurrence.location.line,
            column: occurrence.location.column,
            object: occurrence.object.map(ObjectDocument.init),
            field: occurrence.field,
            from: reference.from,
            canonical: reference.canonical
        )
    }
}
