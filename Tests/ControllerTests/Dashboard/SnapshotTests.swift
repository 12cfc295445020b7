import ImageModel
import Manifests
import PinnaceTestSupport
import Planning
import Testing
import YAMLSource

@testable import Controller

/// What is kept of a plan is bounded, and says what was left out.
@Suite struct SnapshotTests {
    private static let digest = "sha256:" + String(repeating: "ab", count: 32)

    private static func planned(
        _ image: String, to: String? = nil, _ status: PlannedReference.Status, reason: ReasonCode? = nil,
        message: String? = nil
    ) throws -> PlannedReference {
        let file = try #require(RepositoryPath("k8s/api.yaml"))
        let location = SourceLocation(line: 7, column: 1)
        let site = Site(
            id: SiteID(file: file, address: .scalar(0)), field: "spec.image", location: location, value: image)
        var reference = PlannedReference(
            occurrence: ImageOccurrence(
                file: file, object: nil, field: "spec.image", location: location, parts: .whole(site),
                directives: LineDirectives()),
            from: image, status: status)
        reference.to = to
        reference.reason = reason
        reference.message = message
        return reference
    }

    private static func snapshot(
        _ references: [PlannedReference], rules: PlanningRules = PlanningRules(), isPublished: Bool = false,
        holds: [Hold] = [], findings: [Finding] = [], room: Int = SnapshotLimits.references
    ) -> RepositorySnapshot {
        RepositorySnapshot(
            Plan(revision: nil, files: 1, references: references, findings: findings), by: rules,
            holds: HoldBook(holds, today: "2026-11-21"), isPublished: isPublished, revision: "8c1d", branch: "main",
            room: room)
    }

    @Test func referencesStandByImageAndThenByPlace() throws {
        let snapshot = Self.snapshot([
            try Self.planned("redis:7.2", .unchanged), try Self.planned("gcr.io/a/web:1", .blocked, reason: .notFound),
            try Self.planned("redis:7.0", .skipped), try Self.planned("gcr.io/a/api:1", .held, reason: .held),
        ])
        #expect(
            snapshot.references.map(\.from) == ["gcr.io/a/api:1", "gcr.io/a/web:1", "redis:7.2", "redis:7.0"])
        #expect(snapshot.counts == [.unchanged: 1, .blocked: 1, .skipped: 1, .held: 1])
    }

    @Test func whatIsPublishedStandsThereAndWhatIsNotIsStillToCome() throws {
        let change = try Self.planned("gcr.io/a/api:1", to: "r.example.com/api:1@\(Self.digest)", .change)
        let pending = try #require(Self.snapshot([change]).references.first)
        #expect(pending.state == .pending)
        #expect(pending.standing == "gcr.io/a/api:1")
        let changed = try #require(Self.snapshot([change], isPublished: true).references.first)
        #expect(changed.state == .changed)
        #expect(changed.standing == "r.example.com/api:1@\(Self.digest)")
    }

    @Test func whatNeedsAttentionIsKeptFirst() throws {
        var references = try (0..<50).map { try Self.planned("redis:\($0)", .unchanged) }
        references.append(try Self.planned("gcr.io/a/web:1", .blocked, reason: .notFound))
        let snapshot = Self.snapshot(references, room: 10)
        #expect(snapshot.references.count == 10)
        #expect(snapshot.references.contains { $0.state == .blocked })
        #expect(snapshot.leftOut == 41)
        #expect(snapshot.total == 51)
        #expect(snapshot.counts == [.unchanged: 50, .blocked: 1])
        #expect(Self.snapshot(references, room: 0).references.isEmpty)
    }

    @Test func textsAreCutAndListsAreBounded() throws {
        let long = String(repeating: "é", count: 5_000)
        let file = try #require(RepositoryPath("a.yaml"))
        let finding = Finding(file: file, location: nil, reason: .unparsable, message: long)
        let snapshot = Self.snapshot(
            [try Self.planned("redis", .blocked, reason: .notFound, message: long)],
            holds: Array(repeating: Hold(), count: 1_500), findings: Array(repeating: finding, count: 1_200))
        let message = try #require(snapshot.references.first?.message)
        #expect(message.utf8.count <= SnapshotLimits.text)
        #expect(message.hasSuffix("é…"))
        #expect((snapshot.findings.count, snapshot.findingsLeftOut) == (1_000, 200))
        #expect((snapshot.holds.count, snapshot.holdsLeftOut) == (1_000, 500))
    }

    @Test func theMigrationIsCountedByWhatTheRulesSay() throws {
        var rules = PlanningRules()
        let from = try PathSegmentPattern("gcr.io/shop/{image...}")
        rules.rewrites = [
            RewriteRule(
                name: "rewrites[0]",
                mapping: .pattern(
                    from: from, to: try RewriteTarget("r.example.com/shop/{image...}", captures: from.captures))),
            RewriteRule(name: "rewrites[1]", mapping: .googleContainerRegistry),
        ]
        let snapshot = Self.snapshot(
            [
                try Self.planned("gcr.io/shop/api:1", to: "r.example.com/shop/api:1@\(Self.digest)", .change),
                try Self.planned("gcr.io/shop/web:1", .blocked, reason: .notFound),
                try Self.planned("r.example.com/shop/cache:1@\(Self.digest)", .unchanged),
                try Self.planned("eu.gcr.io/mine/x:1", .blocked, reason: .platformMissing),
                try Self.planned("europe-docker.pkg.dev/mine/eu.gcr.io/y:1@\(Self.digest)", .unchanged),
                try Self.planned("redis:7", .unchanged), try Self.planned("${IMAGE}", .skipped, reason: .templated),
            ], rules: rules)
        #expect(
            snapshot.migration.moves == [
                .init(
                    from: "eu.gcr.io", to: "europe-docker.pkg.dev", moved: 1, waiting: [.blocked: 1],
                    reasons: ["platform-missing": 1]),
                .init(
                    from: "gcr.io", to: "r.example.com", moved: 1, waiting: [.pending: 1, .blocked: 1],
                    reasons: ["not-found": 1]),
            ])
        #expect(snapshot.migration.hosts.first?.name == "gcr.io")
        #expect(snapshot.migration.hosts.map(\.references).reduce(0, +) == 6)
    }
}
