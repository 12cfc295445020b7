import PinnaceTestSupport
import Testing

/// A team lead wants to know how far they are: what is left, since when, and what has to be rebuilt.
@Suite struct MigrationReportTests {
    @Test func aMigrationItsRollbackAndAMovedBaseAreInTheReport() async throws {
        let team = try await MigratingTeam()
        let asked = team.registry.requests.count
        let report = try ReportOutput(try await team.pinnace("report", "--format", "json"))
        #expect(team.registry.requests.count == asked)
        #expect(report.kind == "Report")
        #expect((report.summary.references, report.summary.left, report.summary.moved) == (2, 1, 1))
        #expect(report.summary.pins["digest"] == 1)
        #expect(report.hosts.map(\.host) == ["gcr.io", "us-docker.pkg.dev"])
        #expect(report.left.map(\.from) == ["gcr.io/team/venta:1.0.0"])
        #expect(report.left.map(\.reason) == ["held"])
        let points = try #require(report.history).points
        #expect(points.map { String($0.time.prefix(10)) } == ["2026-01-02", "2026-02-02", "2026-03-02"])
        #expect(points.map(\.left) == [2, 0, 1])
        #expect(points.map(\.moved) == [0, 2, 1])
        #expect(points.map(\.pinned) == [0, 2, 1])
        #expect(report.baseImages == nil)

        let since = try ReportOutput(
            try await team.pinnace("report", "--format", "json", "--since", "2026-02-10"))
        #expect(since.history?.points.map { String($0.time.prefix(10)) } == ["2026-02-10", "2026-03-02"])
        let bare = try ReportOutput(try await team.pinnace("report", "--format", "json", "--no-history"))
        #expect(bare.history == nil)

        let bases = try ReportOutput(
            try await team.pinnace("report", "--format", "json", "--base-images", "--no-history"))
        let images = try #require(bases.baseImages)
        #expect(images.map(\.state) == ["current", "moved"])
        #expect(images[1].reference.hasPrefix("us-docker.pkg.dev/team/apps/catalogo:1.0.0@"))
        #expect((images[1].built, images[1].current) == (team.oldBase, team.newBase))
    }

    @Test func itIsReadInEveryFormAndSaysWhatItCouldNotAsk() async throws {
        let team = try await MigratingTeam()
        let text = try await team.pinnace("report", "--base-images").checked()
        #expect(text.contains("  gcr.io → us-docker.pkg.dev  1 of 2 moved   50 %  1 left\n"))
        #expect(text.contains("  rebuild  us-docker.pkg.dev/team/apps/catalogo:1.0.0@"))
        let page = try await team.pinnace("report", "--format", "html").checked()
        #expect(page.hasPrefix("<!doctype html>") && page.contains("Left to move, by today&#39;s rules"))
        let markdown = try await team.pinnace("report", "--format", "markdown").checked()
        #expect(markdown.contains("| `gcr.io` | `us-docker.pkg.dev` | 1 | 1 | 50 % |"))
        #expect(try await team.work.isClean)

        team.registry.stop()
        let silent = try await team.pinnace("report", "--format", "json", "--base-images")
        #expect(silent.status == 1)
        #expect(try ReportOutput(silent).baseImages?.map(\.reason) == ["registry-unavailable", "registry-unavailable"])
        #expect(try await team.pinnace("report").status == 0)
    }
}
