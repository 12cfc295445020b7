import Foundation
import ImageModel
import Manifests
import Planning
import Reconciliation
import Testing
import YAMLSource

/// What is counted where.
@Suite struct MigrationReportTests {
    private let report = MigrationSamples.small

    @Test func everyReferenceIsCountedOnce() {
        let total = report.total
        #expect(total.references == 9)
        #expect(total.pins.values.reduce(0, +) == 9)
        #expect(total.pins == [.version: 2, .digest: 2, .open: 3, .none: 2])
        #expect(total.images == 8)
        #expect(total.obstacles == [.held: 1, .templated: 2, .invalidReference: 1])
        #expect((total.left, total.moved) == (4, 1))
        #expect((total.percentMoved, total.percentPinned) == (20, 22))
        #expect(report.hosts.map(\.counts.references).reduce(0, +) == 9)
        #expect(report.presetMoves == 1)
    }

    @Test func registriesComeByWhatIsInThem() {
        #expect(report.hosts.map(\.name) == ["gcr.io", "docker.io", "us-docker.pkg.dev", nil])
        #expect(report.hosts[0].projects.map(\.path) == ["p", "other"])
        #expect(report.hosts[0].projects.map(\.counts.references) == [4, 1])
        #expect(report.hosts[1].projects.isEmpty)
    }

    @Test func whatIsLeftSaysWhereToAndWhyNotYet() {
        #expect(report.left.map(\.occurrence.location.line) == [21, 40, 50, 2])
        #expect(
            report.left.map { $0.to?.description } == [
                "us-docker.pkg.dev/p/apps/app:1.0.0", "us-docker.pkg.dev/p/apps/app:1.0.0",
                "us-docker.pkg.dev/p/apps/db:2@\(ReportSamples.pin)", nil,
            ])
        #expect(report.left.map { $0.obstacle?.reason } == [nil, .held, nil, .templated])
        #expect(report.moves.map(\.step) == [RewriteRoute.Step(from: "gcr.io", to: "us-docker.pkg.dev")])
        #expect(report.moves.map(\.percent) == [20])
    }

    @Test(arguments: [
        (0, 0, nil as Int?), (0, 1, 0), (1, 1, 100), (999, 1000, 99), (1, 1000, 0),
    ])
    func allIsAHundredAndNothingElseIs(_ part: Int, _ whole: Int, _ percent: Int?) {
        #expect(ReferenceCounts.percent(part, of: whole) == percent)
    }

    @Test func withoutRulesNothingIsLeftAndGooglesMappingIsNamed() {
        let bare = MigrationReport(
            MigrationSamples.references, PlanningRules(), revision: nil, files: 1, findings: [])
        #expect(bare.left.isEmpty)
        #expect(bare.moves.isEmpty)
        #expect(
            bare.advice
                == "5 references of Container Registry are spoken of by no rewrite rule: 'preset: gcr-to-artifact-registry' "
                + "would move them")
    }

    @Test func piecesHaveNoTagOfTheirOwn() {
        let report = MigrationReport(
            [MigrationSamples.surveyed("gcr.io/p/app", .incomplete)], PlanningRules(), revision: nil, files: 1,
            findings: [])
        #expect(report.total.pins == [.open: 1])
    }
}

extension MigrationSamples {
    static func surveyed(_ text: String, _ reason: ReasonCode) -> SurveyedReference {
        surveyed(text, "k8s/api.yaml", line: 1, reason)
    }
}
