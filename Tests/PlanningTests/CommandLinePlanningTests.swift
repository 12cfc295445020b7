import ImageModel
import Planning
import Testing

/// Where a reference stands, and what its file says of platforms, has a say in its fate.
@Suite struct CommandLinePlanningTests {
    private func fixture(_ files: [String: String]) -> PlanningFixture {
        var fixture = PlanningFixture(files)
        fixture.add("gcr.io/p/app:1.0.0", "1")
        return fixture
    }

    @Test func commandLinesAreReported() async throws {
        let fixture = fixture(["a.sh": "docker pull gcr.io/p/app:1.0.0\n"])
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.skipped])
        #expect(plan.map(\.reason) == [.commandLine])
        #expect(
            plan.map(\.message) == [
                "it stands on a command line: 'write: {commandLines: edit}' has it written too"
            ])
    }

    @Test func aRuleHasThemWritten() async throws {
        var fixture = fixture(["a.sh": "docker pull 'gcr.io/p/app:1.0.0' # x\n"])
        fixture.rules.editsCommandLines = true
        #expect(
            try fixture.written(await fixture.plan())["a.sh"]
                == "docker pull 'gcr.io/p/app:1.0.0\(PlanningFixture.pin("1"))' # x\n")
    }

    @Test(arguments: ["gcr.io/$P/app:1", "<IMAGE1_NAME>", "<< parameters.image >>"])
    func templatesAreNotGuessed(_ text: String) async throws {
        let plan = await fixture(["compose.yaml": "services: {a: {image: '\(text)'}}\n"]).plan()
        #expect(plan.map(\.reason) == [.templated])
    }

    @Test func artifactsAreSkipped() async throws {
        let features = "{\"features\": {\"ghcr.io/devcontainers/features/node:1\": {}}}"
        let plan = await fixture([".devcontainer.json": features]).plan()
        #expect(plan.map(\.reason) == [.artifact])
    }

    @Test func theFileRequiresItsPlatform() async throws {
        var fixture = fixture(["compose.yaml": "services: {a: {image: 'gcr.io/p/app:1.0.0', platform: linux/s390x}}\n"])
        fixture.rules.platforms = [Platform("linux/amd64")!]
        let plan = await fixture.plan()
        #expect(plan.map(\.reason) == [.platformMissing])
        #expect(plan[0].message?.contains("but linux/s390x is required") == true)
    }
}
