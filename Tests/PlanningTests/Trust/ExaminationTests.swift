import ImageModel
import Planning
import Testing

/// What policies ask decides on pins and on what is pinned already.
@Suite struct ExaminationTests {
    private func repository(_ image: String = "x.dev/p/app:1.0.0") throws -> PlanningFixture {
        var fixture = PlanningFixture(["a.yaml": Sample.deployment(image)])
        fixture.rules.platforms = [try #require(Platform("linux/amd64"))]
        var demands = ImageDemands()
        demands.image.needsEntrypoint = true
        fixture.rules.policies = [
            .init(name: "policies[0]", match: try PathSegmentPattern("x.dev/**"), platforms: nil, demands: demands)
        ]
        return fixture
    }

    private func facts(_ platform: String, entrypoint: [String] = []) -> ImageFacts {
        var facts = ImageFacts(platform: Platform(platform))
        facts.entrypoint = entrypoint
        return facts
    }

    private let message =
        "x.dev/p/app\(PlanningFixture.pin("1")) is not what the policy asks for. linux/amd64: it has no entry point, and one "
        + "is required"

    @Test(arguments: ["", PlanningFixture.pin("1")])
    func whatIsNotAskedForIsBlocked(_ pin: String) async throws {
        var fixture = try repository("x.dev/p/app:1.0.0\(pin)")
        fixture.add("x.dev/p/app:1.0.0", "1")
        fixture.facts["x.dev/p/app\(PlanningFixture.pin("1"))"] = [facts("linux/amd64")]
        let reference = try #require(await fixture.plan().first)
        #expect(reference.status == .blocked && reference.reason == .imagePolicy)
        #expect(reference.message == message)
        #expect(reference.digest == PlanningFixture.digest("1"))
        #expect(reference.edits.isEmpty)
    }

    /// The other platform's image is nobody's business.
    @Test func whatIsAskedForIsPinned() async throws {
        var fixture = try repository()
        fixture.add("x.dev/p/app:1.0.0", "1")
        fixture.facts["x.dev/p/app\(PlanningFixture.pin("1"))"] = [
            facts("linux/amd64", entrypoint: ["/app"]), facts("linux/arm64"),
        ]
        #expect(await fixture.plan().first?.status == .change)
    }

    @Test func anImageThatIsStillToBeCopiedIsReadAtItsSource() async throws {
        var fixture = try repository("gcr.io/p/app:1.0.0")
        try fixture.rewrite("gcr.io/{path...}", "x.dev/{path...}", copy: .missing)
        fixture.add("gcr.io/p/app:1.0.0", "1")
        fixture.facts["gcr.io/p/app\(PlanningFixture.pin("1"))"] = [facts("linux/amd64")]
        let reference = try #require(await fixture.plan().first)
        #expect(reference.reason == .imagePolicy)
        #expect(reference.message == message.replacing("x.dev", with: "gcr.io"))
        #expect(reference.copies.isEmpty)
    }

    /// The fixture fails every question that a test does not expect.
    @Test func nothingIsAskedWherePoliciesAskNothing() async throws {
        var fixture = try repository("y.dev/p/app:1.0.0")
        fixture.add("y.dev/p/app:1.0.0", "1")
        #expect(await fixture.plan().first?.status == .change)
        var unread = try repository()
        unread.add("x.dev/p/app:1.0.0", "1")
        #expect(await unread.plan().first?.reason == .notFound)
    }
}
