import Foundation
import ImageModel
import Manifests
import Planning
import Reconciliation
import YAMLSource

/// A report with something of everything, and names that strangers chose.
enum MigrationSamples {
    static let hostile = "\"><script>alert(1)</script>|`x`\u{202E}"

    static var rules: PlanningRules {
        var rules = PlanningRules()
        let pattern = try! PathSegmentPattern("gcr.io/p/{image}")
        let target = try! RewriteTarget("us-docker.pkg.dev/p/apps/{image}", captures: pattern.captures)
        rules.rewrites = [
            RewriteRule(name: "rewrites[0]", mapping: .pattern(from: pattern, to: target))
        ]
        return rules
    }

    static func surveyed(
        _ text: String, _ file: String = "k8s/api.yaml", line: Int = 21, _ reason: ReasonCode? = nil,
        _ message: String = ""
    ) -> SurveyedReference {
        SurveyedReference(
            occurrence: ReportSamples.occurrence(file, line, text, object: ReportSamples.api), text: text,
            obstacle: reason.map { SurveyedReference.Obstacle($0, message) })
    }

    static var references: [SurveyedReference] {
        [
            surveyed("gcr.io/p/app:1.0.0"), surveyed("gcr.io/p/app:1.0.0", line: 40, .held, "held: audit"),
            surveyed("gcr.io/p/db:2@\(ReportSamples.pin)", line: 50),
            surveyed("us-docker.pkg.dev/p/apps/web:1.0.0@\(ReportSamples.pin)", line: 60),
            surveyed("gcr.io/p/$NAME:$TAG", "cloudbuild.yaml", line: 2, .templated, "'$' is filled in by another tool"),
            surveyed("gcr.io/other/tool", "tools.yaml", line: 3), surveyed("nginx", "web.yaml", line: 4),
            surveyed("{{ .Values.image }}", "chart.yaml", line: 5, .templated, "the chart's templates fill it in"),
            surveyed(hostile, "\(hostile).yaml", line: 6, .invalidReference, "\(hostile) is no name"),
        ]
    }

    static var small: MigrationReport {
        MigrationReport(
            references, rules, revision: "3f2c9ab1d0e4f5a6b7c8d9e0f1a2b3c4d5e6f708", files: 7,
            findings: ReportSamples.plan.findings)
    }

    static var whole: MigrationReport {
        var report = small
        report.course = course
        report.bases = bases
        return report
    }

    private static var course: MigrationCourse {
        func point(_ day: Int, _ left: Int, _ moved: Int) -> MigrationCourse.Point {
            var counts = MigrationCourse.Counts()
            (counts.references, counts.pinned, counts.left, counts.moved) = (9, moved, left, moved)
            counts.hosts = ["gcr.io": left, "us-docker.pkg.dev": moved].filter { $0.value > 0 }
            return MigrationCourse.Point(
                time: Date(timeIntervalSince1970: 1_793_534_400 + Double(day) * 86_400),
                commit: String(repeating: "3f2c9ab1", count: 5), counts: counts)
        }
        return MigrationCourse(points: [point(0, 5, 0), point(10, 2, 3), point(12, 4, 1)], isWhole: true)
    }

    private static var bases: BaseImageReport {
        var moved = BaseImageReport.Image("gcr.io/p/db:2@\(ReportSamples.pin)", .moved)
        (moved.base, moved.built, moved.current) = ("debian:12", Sample.digest("a"), Sample.digest("b"))
        moved.places = [BaseImageReport.Place(file: RepositoryPath("k8s/api.yaml")!, line: 50)]
        var unknown = BaseImageReport.Image("gcr.io/p/app:1.0.0", .unknown)
        (unknown.reason, unknown.message) = (.registryUnavailable, "gcr.io did not answer")
        return BaseImageReport([moved, unknown, BaseImageReport.Image("nginx", .unnamed)])
    }
}
