import PinnaceTestSupport
import Testing

/// A laptop on a train: yesterday's answers are as good as they were, and what nobody asked for stays as it is.
@Suite struct OfflineTests {
    private static let host = TroubledRepository.host

    @Test func answersOfTheLastRunAreReplayed() async throws {
        let registry = try await DockerRegistry.start()
        let images = try ["catalogo", "venta"].map { try ImageBuilder(seed: $0).index() }
        try await registry.push(images[0], to: "team/catalogo", tag: "1.0.0")
        try await registry.push(images[0], to: "team/good", tag: "1.0.0")
        let repository = try await TroubledRepository(
            ["catalogo.yaml": TroubledRepository.pod("catalogo", "\(Self.host)/team/catalogo:1.0.0")],
            endpoint: registry.endpoint)
        #expect(try await repository.verdict("catalogo.yaml").status == "change")

        try repository.work.write("venta.yaml", TroubledRepository.pod("venta", "\(Self.host)/team/venta:1.0.0"))
        try await registry.push(images[1], to: "team/venta", tag: "1.0.0")
        registry.stop()
        let result = try await repository.pinnace("reconcile", "--offline", "--strict")
        #expect(result.status == 3)
        #expect(result.output.contains("No registry was asked: the answers are those of 20"))
        #expect(
            result.output.contains(
                "no earlier run recorded what \(Self.host)/team/venta:1.0.0 is: run once without --offline, with the same "
                    + "folder for PINNACE_CACHE"))
        #expect(try repository.work.read("catalogo.yaml").contains("1.0.0@\(images[0].digest)"))
        #expect(try repository.work.read("venta.yaml").contains("team/venta:1.0.0\n"))
        let plan = try PlanOutput(
            try await repository.pinnace("reconcile", "--offline", "--dry-run", "--format", "json"))
        #expect(plan.references(to: "venta").first?.reason == "offline")
        #expect(plan.recorded != nil)
    }

    @Test(arguments: [["--push"], ["--pull-request"], ["--to-branch", "x"], ["https://example.com/r.git"]])
    func nothingThatNeedsAServerGoesWithIt(_ arguments: [String]) async throws {
        let repository = try await TroubledRepository()
        let result = try await repository.pinnace(["reconcile", "--offline"] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains("--offline asks nobody"))
        try await repository.expectNothingWritten()
    }
}
