import ImageModel
import Planning
import Testing

/// A GitLab service without an alias is reached by a host name that is made of its image's name.
@Suite struct PinnedNameTests {
    private static let file = """
        test:
          services:
            - gcr.io/p/db:1
            - {name: "gcr.io/p/db:1", alias: db}

        """

    @Test func aServiceWithoutAnAliasStaysWhereItIs() async throws {
        var fixture = PlanningFixture([".gitlab-ci.yml": Self.file])
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        fixture.add("gcr.io/p/db:1", "1")
        fixture.add("t.dev/x/db:1", "1")
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.blocked, .change])
        #expect(plan[0].reason == .renderDiffers)
        #expect(
            plan[0].message
                == "jobs reach a service without an alias by a host name that is made of the image's: write it as "
                + "'name:' with an 'alias:' that they use")
        #expect(
            try fixture.written(plan)[".gitlab-ci.yml"]
                == Self.file.replacing("\"gcr.io/p/db:1\"", with: "\"t.dev/x/db:1\(PlanningFixture.pin("1"))\""))
    }

    /// What stands behind the colon is no part of the host name.
    @Test func itIsPinnedWhereItIs() async throws {
        var fixture = PlanningFixture([".gitlab-ci.yml": Self.file])
        fixture.add("gcr.io/p/db:1", "1")
        #expect(await fixture.plan().map(\.status) == [.change, .change])
    }
}
