import ImageModel
import Planning
import Testing

@Suite struct CommandLineTests {
    @Test func itIsReportedAndNotWritten() async throws {
        let pod =
            "apiVersion: v1\nkind: Pod\nspec: {containers: [{image: 'gcr.io/p/app:v1', args: ['gcr.io/p/app:v1']}]}\n"
        var fixture = PlanningFixture(["a.yaml": pod])
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        fixture.add("gcr.io/p/app:v1", "1")
        fixture.add("t.dev/x/app:v1", "1")
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.change, .skipped])
        #expect(plan.map(\.reason) == [nil, .commandLine])
        #expect(
            plan[1].message == "it stands on a command line: 'write: {commandLines: edit}' has it written too")
        #expect(
            try fixture.written(plan)["a.yaml"]
                == pod.replacing("image: 'gcr.io/p/app:v1'", with: "image: 't.dev/x/app:v1\(PlanningFixture.pin("1"))'")
        )
    }

    @Test func hostsOfRulesAreSearched() throws {
        var fixture = PlanningFixture([:])
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        try fixture.rewrite("{host}/p/app", "t.dev/x/app")
        try fixture.rewrite("quay.io/{path...}", "t.dev/{path...}")
        #expect(fixture.rules.rewrites.flatMap(\.mapping.searchedHosts) == ["gcr.io/p/", "quay.io/"])
    }
}
