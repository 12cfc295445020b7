import ImageModel
import Planning
import Testing

@Suite struct FollowPlanningTests {
    private func repository(_ image: String = "r.dev/p/app:2.8.0", follow: String? = "semver ~2.8") throws
        -> PlanningFixture
    {
        var fixture = PlanningFixture(["a.yaml": Sample.deployment(image)])
        fixture.tags["r.dev/p/app"] = ["2.8.0", "2.8.1", "2.9.0", "3.0.0-rc1"]
        for (tag, digit) in [("2.8.0", "1"), ("2.8.1", "2"), ("2.9.0", "3"), ("3.0.0-rc1", "4")] {
            fixture.add("r.dev/p/app:\(tag)", Character(digit))
        }
        if let follow, let policy = try TagPolicy.parse(follow) { try fixture.follow(policy) }
        return fixture
    }

    private func only(_ fixture: PlanningFixture) async throws -> PlannedReference {
        let plan = await fixture.plan()
        #expect(plan.count == 1)
        return try #require(plan.first)
    }

    @Test(arguments: ["", PlanningFixture.pin("1")])
    func aNewerTagIsTaken(_ pin: String) async throws {
        let fixture = try repository("r.dev/p/app:2.8.0\(pin)")
        let reference = try await only(fixture)
        #expect(reference.status == .change)
        #expect(reference.to == "r.dev/p/app:2.8.1\(PlanningFixture.pin("2"))")
        #expect(reference.rule == "policies[0]")
        #expect(reference.message == "follows semver ~2.8: 2.8.0 becomes 2.8.1")
        #expect(
            try fixture.written([reference])["a.yaml"]
                == Sample.deployment("r.dev/p/app:2.8.1\(PlanningFixture.pin("2"))"))
    }

    @Test func theBestStays() async throws {
        let pinned = try await only(try repository("r.dev/p/app:2.8.1\(PlanningFixture.pin("2"))"))
        #expect(pinned.status == .unchanged)
        #expect(pinned.message == nil)
        let older = try await only(try repository("r.dev/p/app:2.9.0\(PlanningFixture.pin("3"))"))
        #expect(older.status == .unchanged)
        #expect(
            older.message
                == "2.8.1 is the best that matches, and older than what stands here: 'allowOlder' lets it go back")
    }

    @Test func aTagThatMovedIsStillAFinding() async throws {
        let reference = try await only(try repository("r.dev/p/app:2.8.1\(PlanningFixture.pin("9"))"))
        #expect(reference.reason == .tagMoved)
    }

    @Test func aFailedListBlocks() async throws {
        var fixture = try repository()
        fixture.tags = [:]
        let reference = try await only(fixture)
        #expect(reference.status == .blocked)
        #expect(reference.reason == .rateLimited)
        #expect(reference.message == "r.dev limits how often it is asked")
    }

    @Test func anEmptyListPinsWhatStandsThere() async throws {
        var fixture = try repository()
        fixture.tags["r.dev/p/app"] = []
        let reference = try await only(fixture)
        #expect(reference.to == "r.dev/p/app:2.8.0\(PlanningFixture.pin("1"))")
        #expect(reference.message == "none of 0 tags matches 'semver ~2.8': nothing changes")
    }

    @Test(arguments: [
        ("follow=semver ^2", "2.9.0", "comment"), ("follow=tag", "2.8.0", "policies[0]"),
        ("follow=semver >=2.8.0-0", "3.0.0-rc1", "comment"),
    ])
    func aCommentWins(_ comment: String, _ tag: String, _ rule: String) async throws {
        var fixture = try repository()
        fixture.files["a.yaml"] = Sample.deployment("r.dev/p/app:2.8.0").replacing(
            "# why", with: "# pinnace: \(comment)")
        let reference = try await only(fixture)
        #expect(reference.to?.hasPrefix("r.dev/p/app:\(tag)@") == true)
        #expect(reference.rule == rule)
    }

    @Test func aCommentThatCannotBeReadBlocks() async throws {
        var fixture = try repository()
        fixture.files["a.yaml"] = Sample.deployment("r.dev/p/app:2.8.0").replacing(
            "# why", with: "# pinnace: follow=semver")
        let reference = try await only(fixture)
        #expect(reference.reason == .notAllowed)
        #expect(reference.message == "the comment 'pinnace: follow=…': 'semver' needs a range, as in 'semver ~2.8'")
    }

    @Test func holdsRefuseWhatWasRefused() async throws {
        var fixture = try repository("r.dev/p/app:2.8.0\(PlanningFixture.pin("1"))")
        var hold = Hold()
        hold.image = try PathSegmentPattern("r.dev/p/app")
        hold.lapse = .newDigest
        hold.digests = [PlanningFixture.digest("2"), PlanningFixture.digest("1")]
        fixture.holds = [hold]
        #expect(try await only(fixture).status == .held)
        fixture.tags["r.dev/p/app"]?.append("2.8.2")
        fixture.add("r.dev/p/app:2.8.2", "5")
        #expect(try await only(fixture).to?.hasPrefix("r.dev/p/app:2.8.2@") == true)
        fixture.holds[0].lapse = .never
        fixture.tags = [:]
        #expect(try await only(fixture).status == .held)
    }

    @Test func theTargetIsListedAfterARewrite() async throws {
        var fixture = try repository("old.dev/x/app:2.8.0")
        try fixture.rewrite("old.dev/x/{image}", "r.dev/p/{image}")
        fixture.add("old.dev/x/app:2.8.1", "2")
        let reference = try await only(fixture)
        #expect(fixture.listed.sorted == ["r.dev/p/app"])
        #expect(reference.to == "r.dev/p/app:2.8.1\(PlanningFixture.pin("2"))")
        #expect(reference.source?.reference == "old.dev/x/app:2.8.1")
        #expect(reference.source?.identical == true)
        #expect(reference.rule == "rewrites[0] + policies[0]")
    }

    /// Where the run fills the target, what can be had is what the source has; also when the reference has moved already.
    @Test(arguments: ["old.dev/x/app:2.8.0", "r.dev/p/app:2.8.0\(PlanningFixture.pin("1"))"])
    func theSourceIsListedWhereTheTargetIsFilled(_ image: String) async throws {
        var fixture = try repository(image)
        try fixture.rewrite("old.dev/x/{image}", "r.dev/p/{image}", copy: .missing)
        fixture.tags = ["old.dev/x/app": ["2.8.0", "2.8.4"]]
        fixture.add("old.dev/x/app:2.8.0", "1")
        fixture.add("old.dev/x/app:2.8.4", "7")
        let reference = try await only(fixture)
        #expect(fixture.listed.sorted == ["old.dev/x/app"])
        #expect(reference.to == "r.dev/p/app:2.8.4\(PlanningFixture.pin("7"))")
        #expect(
            reference.copies.map { "\($0.source) \($0.target)" } == [
                "old.dev/x/app:2.8.4\(PlanningFixture.pin("7")) r.dev/p/app:2.8.4"
            ])
    }

    @Test func aRepositoryIsListedOnce() async throws {
        var fixture = try repository()
        fixture.files["b.yaml"] = Sample.deployment("r.dev/p/app:2.7.0").replacing(
            "# why", with: "# pinnace: follow=newest")
        fixture.files["c.yaml"] = Sample.deployment("r.dev/p/app:2.9.0")
        fixture.dates = ["r.dev/p/app:2.9.0": "2024-02-01T00:00:00Z", "r.dev/p/app:2.8.0": "2024-01-01T00:00:00Z"]
        let plan = await fixture.plan()
        #expect(fixture.listed.sorted == ["r.dev/p/app"])
        #expect(
            plan.map { $0.to?.prefix { $0 != "@" } } == ["r.dev/p/app:2.8.1", "r.dev/p/app:2.9.0", "r.dev/p/app:2.9.0"])
    }

    @Test func tooManyDatesAreAskedOfNobody() async throws {
        var fixture = try repository(follow: "newest")
        fixture.tags["r.dev/p/app"] = (0...100).map { "b\($0)" }
        let reference = try await only(fixture)
        #expect(reference.reason == .limitReached)
        #expect(
            reference.message
                == "more than 100 tags of r.dev/p/app match 'newest', and each has to be asked for its date: narrow it with "
                + "'include'")
    }

    @Test func aDigestAloneFollowsAPolicy() async throws {
        var fixture = try repository("r.dev/p/app\(PlanningFixture.pin("1"))")
        fixture.rules.writeForm = .digest
        #expect(try await only(fixture).to == "r.dev/p/app\(PlanningFixture.pin("2"))")
        fixture.files["a.yaml"] = Sample.deployment("r.dev/p/app\(PlanningFixture.pin("2"))")
        #expect(try await only(fixture).status == .unchanged)
    }

    @Test func platformsStillHold() async throws {
        var fixture = try repository()
        fixture.rules.platforms = [try #require(Platform("linux/amd64"))]
        fixture.add("r.dev/p/app:2.8.1", "2", ["linux/arm64"])
        let reference = try await only(fixture)
        #expect(reference.reason == .platformMissing)
        #expect(
            reference.message?.hasPrefix("follows semver ~2.8: 2.8.0 becomes 2.8.1; r.dev/p/app:2.8.1 offers") == true)
    }

    @Test func helmValuesTakeTheTag() async throws {
        var fixture = try repository()
        fixture.tags["r.dev/p/app"]?.append("2.8.10")
        fixture.add("r.dev/p/app:2.8.10", "5")
        fixture.files = [
            "chart/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
            "chart/values.yaml": "image:\n  repository: r.dev/p/app\n  tag: 2.8.0 # tag\n  digest: \"\"\n",
        ]
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.change])
        #expect(
            try fixture.written(plan)["chart/values.yaml"]
                == "image:\n  repository: r.dev/p/app\n  tag: 2.8.10 # tag\n  digest: \"\(PlanningFixture.digest("5"))\"\n"
        )
    }

    @Test func kustomizeEntriesTakeTheTag() async throws {
        var fixture = try repository()
        fixture.files = [
            "base/kustomization.yaml": "resources: [a.yaml]\n", "base/a.yaml": Sample.deployment("r.dev/p/app:2.8.0"),
            "prod/kustomization.yaml":
                "resources: [../base]\nimages:\n  - name: r.dev/p/app\n    newTag: 2.8.0\n    digest: \(PlanningFixture.digest("1"))\n",
        ]
        let plan = await fixture.plan()
        let written = try fixture.written(plan)
        #expect(written["base/a.yaml"] == Sample.deployment("r.dev/p/app:2.8.1\(PlanningFixture.pin("2"))"))
        #expect(
            written["prod/kustomization.yaml"]
                == "resources: [../base]\nimages:\n  - name: r.dev/p/app\n    newTag: 2.8.1\n    digest: \(PlanningFixture.digest("2"))\n"
        )
    }
}
