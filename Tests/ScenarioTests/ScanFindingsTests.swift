import PinnaceTestSupport
import Testing

/// Pins in ECR whose scan found too much are blocked; moto knows ECR's API, a registry the images.
@Suite struct ScanFindingsTests {
    private static let host = "123456789012.dkr.ecr.us-east-1.amazonaws.com"

    @Test func findingsOverTheSeverityBlockThePin() async throws {
        let moto = try await MotoServer.start()
        let registry = try await DockerRegistry.start()
        let image = try ImageBuilder(seed: "scanned").index()
        for repository in ["strict/app", "lenient/app", "unscanned/app"] {
            try await registry.push(image, to: repository, tag: "1.0.0")
        }
        try await moto.scanned(image, in: "strict/app")
        try await moto.scanned(image, in: "lenient/app")
        try await moto.ecr("CreateRepository", #"{"repositoryName":"unscanned/app"}"#)
        let policies = ["strict": "medium", "lenient": "high", "unscanned": "high"].map { name, severity in
            "  - {match: \"\(Self.host)/\(name)/**\", platforms: [linux/amd64], scan: {maximumSeverity: \(severity)}}\n"
        }
        var files = TroubledRepository.configuration("policies:\n\(policies.joined())")
        for name in ["strict", "lenient", "unscanned"] {
            files["\(name).yaml"] = TroubledRepository.pod(name, "\(Self.host)/\(name)/app:1.0.0")
        }
        let endpoint = "PINNACE_REGISTRY_ENDPOINTS"
        let repository = try await TroubledRepository(
            files,
            environment: moto.environment.merging([endpoint: "\(Self.host)=\(registry.endpoint)"]) { $1 })
        let plan = try PlanOutput(try await repository.pinnace("reconcile", "--dry-run", "--format", "json"))
        func verdict(_ name: String) throws -> PlanOutput.Reference {
            try #require(plan.references.first { $0.file == "\(name).yaml" })
        }
        #expect(try verdict("lenient").status == "change")
        let strict = try verdict("strict")
        #expect(strict.status == "blocked" && strict.reason == "scan-findings")
        #expect(
            strict.message
                == "\(Self.host)/strict/app@\(image.digest) has findings over 'medium'. linux/amd64: 1 high")
        let unscanned = try verdict("unscanned")
        #expect(unscanned.status == "blocked", "\(unscanned)")
        let inspection = try await repository.pinnace("inspect", "\(Self.host)/strict/app:1.0.0")
        #expect(try inspection.checked().contains("\n  findings      1 high\n"))
    }

    /// A registry that knows no repository, as ECR's before one is made.
    @Test func copyingMakesTheRepositoryThatIsNotThere() async throws {
        let moto = try await MotoServer.start()
        let unknown = try ScriptedHTTPServer.start { request in
            let body = #"{"errors":[{"code":"NAME_UNKNOWN","message":"no such repository"}]}"#
            return .text(request.method == "GET" && request.target == "/v2/" ? "{}" : body, status: 404)
        }
        defer { unknown.stop() }
        let settings = "newRepositories: {tags: immutable, scan: on-push}"
        let endpoints = "\(Self.host)=http://127.0.0.1:\(unknown.port)"
        let directory = try TemporaryDirectory("creation")
        let layout = try ImageLayoutDirectory(directory.path("images"))
        try layout.add(try ImageBuilder(seed: "new").index(), as: "gcr.io/p/app:1.0.0")
        let repository = try await TroubledRepository(
            TroubledRepository.configuration("registries:\n  - {host: \(Self.host), \(settings)}\n"),
            environment: moto.environment.merging(
                ["PINNACE_REGISTRY_ENDPOINTS": "\(endpoints),gcr.io=layout:\(layout.path)"]) { $1 })
        let copy = try await repository.pinnace("copy", "gcr.io/p/app:1.0.0", "\(Self.host)/team/app:1.0.0")
        #expect(copy.status == 1, "the registry still knows no repository: \(copy)")
        let made = try await moto.ecr("DescribeRepositories", #"{"repositoryNames":["team/app"]}"#)
            .replacing(" ", with: "")
        #expect(made.contains(#""imageTagMutability":"IMMUTABLE""#) && made.contains(#""scanOnPush":true"#), "\(made)")
    }
}
