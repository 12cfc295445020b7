import ImageModel
import Manifests
import Planning
import YAMLSource

/// A report as `--format json` prints it; described by `schemas/report.schema.json`.
package struct MigrationDocument: ReportDocument, Codable, Hashable {
    package var apiVersion = ReportVersion.apiVersion
    package var kind = "Report"
    @Nullable package var revision: String?
    package let files: Int
    package let summary: Counts
    package let hosts: [Host]
    package let moves: [Move]
    package let left: [Left]
    package let presetMoves: Int
    @Nullable package var history: History?
    @Nullable package var baseImages: [BaseImage]?
    package let findings: [FindingDocument]

    package struct Counts: Codable, Hashable, Sendable {
        package let references: Int
        package let images: Int
        package let pins: [String: Int]
        package let reasons: [Reason]
        package let left: Int
        package let moved: Int
    }

    package struct Reason: Codable, Hashable, Sendable {
        package let reason: String
        package let references: Int
    }

    package struct Host: Codable, Hashable, Sendable {
        @Nullable package var host: String?
        package let counts: Counts
        package let projects: [Project]
    }

    package struct Project: Codable, Hashable, Sendable {
        package let path: String
        package let counts: Counts
    }

    package struct Move: Codable, Hashable, Sendable {
        package let from: String
        package let to: String
        package let moved: Int
        package let left: Int
    }

    package struct Left: Codable, Hashable, Sendable {
        package let file: String
        package let line: Int
        package let column: Int
        @Nullable package var object: ObjectDocument?
        package let field: String
        package let from: String
        @Nullable package var to: String?
        package let rule: String
        @Nullable package var reason: String?
        @Nullable package var message: String?
    }

    package init(_ report: MigrationReport) {
        revision = report.revision
        files = report.files
        summary = Counts(report.total)
        hosts = report.hosts.map(Host.init)
        moves = report.moves.map { Move(from: $0.step.from, to: $0.step.to, moved: $0.moved, left: $0.left) }
        left = report.left.map(Left.init)
        presetMoves = report.presetMoves
        history = report.course.map(History.init)
        baseImages = report.bases?.images.map(BaseImage.init)
        findings = report.findings.map(FindingDocument.init)
    }
}

extension MigrationDocument.Counts {
    init(_ counts: ReferenceCounts) {
        self.init(
            references: counts.references, images: counts.images,
            pins: Dictionary(uniqueKeysWithValues: PinKind.allCases.map { ($0.rawValue, counts.pinned($0)) }),
            reasons: counts.commonObstacles.map {
                MigrationDocument.Reason(reason: $0.reason.rawValue, references: $0.count)
            },
            left: counts.left, moved: counts.moved)
    }
}

extension MigrationDocument.Host {
    init(_ host: MigrationReport.Host) {
        self.init(
            host: host.name, counts: MigrationDocument.Counts(host.counts),
            projects: host.projects.map {
                MigrationDocument.Project(path: $0.path, counts: MigrationDocument.Counts($0.counts))
            })
    }
}

extension MigrationDocument.Left {
    init(_ left: MigrationReport.Left) {
        let occurrence = left.occurrence
        self.init(
            file: occurrence.file.string, line: occurrence.location.line, column: occurrence.location.column,
            object: occurrence.object.map(ObjectDocument.init), field: occurrence.field, from: left.from,
            to: left.to?.description,
            rule: left.rule, reason: left.obstacle?.reason.rawValue, message: left.obstacle?.message)
    }
}
