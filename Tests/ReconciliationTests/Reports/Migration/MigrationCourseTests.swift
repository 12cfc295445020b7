import Foundation
import GitStore
import ImageModel
import Planning
import Testing

@testable import Reconciliation

/// How far it was when: counted back from what stands there now.
@Suite struct MigrationCourseTests {
    private static let day: TimeInterval = 86_400

    private func course(_ fixture: BranchFixture, since: Date? = nil) async throws -> MigrationCourse {
        let scan = try await RepositoryScanner().scan(try await fixture.files())
        return try await HistoryReader(fixture.repository).course(
            to: fixture.tip, scan, MigrationSamples.rules, since: since)
    }

    private func team() async throws -> BranchFixture {
        let fixture = try await BranchFixture([
            "a.yaml": Sample.deployment("gcr.io/p/app:1.0.0"), "b.yaml": Sample.deployment("gcr.io/p/web:1.0.0"),
        ])
        let moved = "us-docker.pkg.dev/p/apps/app:1.0.0\(Sample.pin("a"))"
        try await fixture.commit(["a.yaml": Sample.deployment(moved)], "Move app")
        try await fixture.commit(["c.yaml": Sample.deployment("nginx:1.27.0"), "README.md": "x\n"], "Add nginx")
        try await fixture.commit(["a.yaml": Sample.deployment("gcr.io/p/app:1.0.0")], "Roll app back")
        try await fixture.commit(["b.yaml": ""], "Take web away")
        return fixture
    }

    @Test func aMigrationAndItsRollbackShow() async throws {
        let course = try await course(try await team())
        #expect(course.points.map(\.counts.references) == [2, 2, 3, 3, 2])
        #expect(course.points.map(\.counts.left) == [2, 1, 1, 2, 1])
        #expect(course.points.map(\.counts.moved) == [0, 1, 1, 0, 0])
        #expect(course.points.map(\.counts.pinned) == [0, 1, 1, 0, 0])
        #expect(course.points[2].counts.hosts == ["gcr.io": 1, "us-docker.pkg.dev": 1, "docker.io": 1])
        #expect(course.points.map(\.time) == course.points.map(\.time).sorted())
        #expect(course.isWhole)
    }

    @Test func itBeginsWithWhatStoodThereOnItsFirstDay() async throws {
        let fixture = try await team()
        let since = BranchFixture.signature(day: 3).time.addingTimeInterval(-60)
        let course = try await course(fixture, since: since)
        #expect(course.points.map(\.counts.left) == [1, 1, 2, 1])
        #expect(course.points.first?.time == since)
        #expect(!course.isWhole)
    }

    @Test func aLongCourseHasFewPointsThatDiffer() {
        let start = Date(timeIntervalSince1970: 1_700_000_000)
        let all = (0..<5_000).map { number in
            var counts = MigrationCourse.Counts()
            counts.references = 1 + number / 500
            return MigrationCourse.Point(
                time: start.addingTimeInterval(Double(number) * Self.day / 4), commit: "\(number)", counts: counts)
        }
        let points = CourseSampling(from: all[0].time, to: all[4_999].time).points(all.reversed())
        #expect(points.count <= 12)
        #expect((points.first?.commit, points.last?.commit) == ("0", "4999"))
        #expect(points.map(\.counts.references) == points.map(\.counts.references).sorted())
    }

    @Test(arguments: [1, 57, 58, 59, 400, 4_000, 40_000])
    func thereAreNeverMoreThanSixty(_ days: Int) {
        let start = Date(timeIntervalSince1970: 1_000_000_000)
        let all = (0...days).map { day in
            var counts = MigrationCourse.Counts()
            counts.references = day
            return MigrationCourse.Point(
                time: start.addingTimeInterval(Double(day) * Self.day), commit: "\(day)", counts: counts)
        }
        let points = CourseSampling(from: all[0].time, to: all[days].time).points(all.reversed())
        #expect((2...60).contains(points.count))
        let course = MigrationCourse(points: points, isWhole: true)
        #expect(course.thinned(to: 13).count == min(13, points.count))
        #expect(course.thinned(to: 13).last == points.last)
    }

    @Test func aWayThatWasGoneIsStillShown() async throws {
        let fixture = try await BranchFixture(["a.yaml": Sample.deployment("gcr.io/p/app:1.0.0")])
        try await fixture.commit(["a.yaml": Sample.deployment("nginx:1.27.0")], "Take another")
        let course = try await course(fixture)
        #expect(course.columns.map(\.name) == ["references", "pinned", "left", "moved"])
        #expect(course.points.map(\.counts.left) == [1, 0])
        #expect(
            MigrationCourse(points: [course.points[1]], isWhole: true).columns.map(\.name) == ["references", "pinned"])
    }
}
