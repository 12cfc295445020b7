import PinnaceTestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A plan is reviewed first; what it found missing is copied from the very file that was reviewed.
@Suite struct CopyFromPlanTests {
    private static let source = "gcr.io/p/app:1.0.0"
    private static let target = "us-docker.pkg.dev/p/r/app:1.0.0"
    private static let configuration = """
        apiVersion: pinnace.dev/v1alpha1
        kind: Config
        rewrites:
          - from: gcr.io/p/{image}
            to: us-docker.pkg.dev/p/r/{image}
            copy: missing

        """

    private let directory: TemporaryDirectory
    private let digest: String
    private let work: GitFixture

    init() async throws {
        directory = try TemporaryDirectory("from-plan")
        let layout = try ImageLayoutDirectory(directory.path("images"))
        let image = try ImageBuilder(seed: "app").index(["linux/amd64", "linux/arm64"])
        try layout.add(image, as: Self.source)
        digest = image.digest
        work = try await GitFixture.make([
            ".pinnace/config.yaml": Self.configuration,
            "pod.yaml": "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: \(Self.source)}]}\n",
        ])
    }

    private func pinnace(_ arguments: String...) async throws -> Command.Result {
        let layout = directory.path("images")
        let endpoints = "gcr.io=layout:\(layout),us-docker.pkg.dev=layout:\(layout)"
        return try await PinnaceBinary.run(
            arguments, environment: ["PINNACE_REGISTRY_ENDPOINTS": endpoints], in: work.path)
    }

    @Test func whatIsMissingIsCopiedOnce() async throws {
        let plan = try await pinnace("reconcile", "--dry-run", "--format", "json").checked()
        try directory.write("plan.json", plan)
        let first = try await pinnace("copy", "--from-plan", directory.path("plan.json")).checked()
        #expect(first.hasPrefix("\(digest)\n\(Self.source)@\(digest) -> \(Self.target)@\(digest)\n"))
        #expect(first.contains("the tag is new"))
        let second = try await pinnace("copy", "--from-plan", directory.path("plan.json")).checked()
        #expect(second.contains("the tag was there already, with this digest"))
        #expect(try await pinnace("reconcile", "--dry-run").checked().contains("same content as the source"))
    }

    @Test func whatIsNoPlanIsRefused() async throws {
        let result = try await pinnace("copy", "--from-plan", ".pinnace/config.yaml")
        #expect(result.status == 64)
        #expect(
            result.errors
                == "pinnace: --from-plan: .pinnace/config.yaml is no plan that reconcile --format json wrote\n")
    }

    @Test func anImageIsInspectedWithoutAPull() async throws {
        let text = try await pinnace("inspect", Self.source).checked()
        #expect(text.hasPrefix("\(digest)\n\(Self.source)\n"))
        #expect(text.contains("\nlinux/amd64\n"))
        #expect(text.contains("\nlinux/arm64\n"))
        let json = Data(try await pinnace("inspect", Self.source, "--format", "json").checked().utf8)
        let inspection = try JSONDecoder().decode(Inspection.self, from: json)
        #expect(inspection.digest == digest)
        #expect(inspection.images.map(\.platform) == ["linux/amd64", "linux/arm64"])
    }

    private struct Inspection: Decodable {
        struct Image: Decodable { let platform: String }
        let digest: String
        let images: [Image]
    }
}
