import Foundation
import ImageModel
import Manifests
import Planning
import Reconciliation
import Testing
import YAMLSource

@testable import Commands

/// A report as a stranger reads it.
@Suite struct MigrationTextTests {
    private static func reference(
        _ line: Int, _ text: String, _ reason: ReasonCode? = nil
    ) -> SurveyedReference {
        SurveyedReference(
            occurrence: RenderingSamples.reference(.unchanged, "k8s/api.yaml", line, text).occurrence, text: text,
            obstacle: reason.map { SurveyedReference.Obstacle($0, "") })
    }

    private static var report: MigrationReport {
        var rules = PlanningRules()
        rules.rewrites = [RewriteRule(name: "rewrites[0]", mapping: .googleContainerRegistry)]
        return MigrationReport(
            [
                reference(3, "gcr.io/p/app:1.0.0"), reference(4, "gcr.io/p/db:2", .held),
                reference(5, "us-docker.pkg.dev/p/gcr.io/web:1.0.0@\(RenderingSamples.pin)"),
                reference(6, "gcr.io/$PROJECT/job:1", .templated), reference(7, RenderingSamples.hostile),
            ], rules, revision: RenderingSamples.revision, files: 2, findings: [])
    }

    @Test func itIsReadFromTheTop() {
        var report = Self.report
        var (before, after) = (MigrationCourse.Counts(), MigrationCourse.Counts())
        (before.references, before.left) = (4, 4)
        (after.references, after.pinned, after.left, after.moved) = (5, 1, 3, 1)
        report.course = MigrationCourse(
            points: [
                MigrationCourse.Point(time: Date(timeIntervalSince1970: 0), commit: "a", counts: before),
                MigrationCourse.Point(time: Date(timeIntervalSince1970: 864_000), commit: "b", counts: after),
            ], isWhole: true)
        var moved = BaseImageReport.Image("gcr.io/p/app:1.0.0", .moved)
        (moved.base, moved.built, moved.current) = ("debian:12", RenderingSamples.pin, RenderingSamples.pin)
        moved.places = [BaseImageReport.Place(file: RepositoryPath("k8s/api.yaml")!, line: 3)]
        report.bases = BaseImageReport([moved])
        #expect(
            MigrationText(report: report).text == """
                5 references to 5 images in 2 files at 3f2c9ab1d0e4
                  pinned by digest                     1   20 %
                  by version tag                       1   20 %
                  by floating tag                      1   20 %
                  filled in elsewhere, or no name      2   40 %
                  left alone: 1 held, 1 templated

                Moving
                  gcr.io → us-docker.pkg.dev  1 of 4 moved   25 %  3 left

                Registries
                  registry           references  images  digest  version  floating  open
                  gcr.io                      3       3       0        1         1     1
                    p                         2       2       0        1         1     0
                    $PROJECT                  1       1       0        0         0     1
                  us-docker.pkg.dev           1       1       1        0         0     0
                  not known                   1       1       0        0         0     1

                Left to move
                  k8s/api.yaml:3  gcr.io/p/app:1.0.0     → us-docker.pkg.dev/p/gcr.io/app
                  k8s/api.yaml:4  gcr.io/p/db:2          → us-docker.pkg.dev/p/gcr.io/db   held
                  k8s/api.yaml:6  gcr.io/$PROJECT/job:1  → us-docker.pkg.dev               templated

                Over time
                              references  pinned  left  moved
                  1970-01-01           4       0     4      0
                  1970-01-11           5       1     3      1

                Base images
                  1 to rebuild
                  rebuild  gcr.io/p/app:1.0.0  k8s/api.yaml:3
                    built on debian:12 at sha256:0123456789ab, which names sha256:0123456789ab now: rebuild it

                """)
    }

    @Test func aLongListIsCut() {
        let report = Self.report
        let text = MigrationText(report: report, mostLines: 2).text
        #expect(text.contains("  and 1 more: --format json lists all\n"))
    }
}
