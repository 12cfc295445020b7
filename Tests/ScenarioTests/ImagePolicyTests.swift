import PinnaceTestSupport
import Testing

/// Services go to Fargate: amd64, a known port, an entry point, another user than root, and no image too large.
@Suite struct ImagePolicyTests {
    private static let host = "registry.example.com"
    private static let configuration = """
        platforms: [linux/amd64]
        policies:
          - match: registry.example.com/fargate/**
            image:
              maximumCompressedSize: 1MB
              exposedPort: 8000
              entrypoint: required
              user: non-root
              healthcheck: required
        """

    private static let fit = ImageBuilder.Runtime(
        exposedPorts: ["8000/tcp"], user: "app", healthCheck: ["CMD", "/app", "health"])

    @Test func imagesThatDoNotFitAreBlocked() async throws {
        let registry = try await DockerRegistry.start()
        let good = try ImageBuilder(seed: "good", format: .docker, runtime: Self.fit).index()
        let bad = try ImageBuilder(seed: "bad").index(["linux/amd64"])
        try await registry.push(good, to: "fargate/catalogo-service", tag: "1.0.0")
        try await registry.push(bad, to: "fargate/bff-venta", tag: "1.0.0")
        try await registry.push(bad, to: "others/tool", tag: "1.0.0")
        let repository = try await TroubledRepository(
            TroubledRepository.configuration(Self.configuration).merging([
                "a.yaml": TroubledRepository.pod("a", "\(Self.host)/fargate/catalogo-service:1.0.0"),
                "b.yaml": TroubledRepository.pod("b", "\(Self.host)/fargate/bff-venta:1.0.0"),
                "c.yaml": TroubledRepository.pod("c", "\(Self.host)/others/tool:1.0.0"),
            ]) { own, _ in own },
            endpoint: registry.endpoint)
        let pushes = registry.requests.count

        #expect(try await repository.verdict("a.yaml").status == "change")
        #expect(try await repository.verdict("c.yaml").status == "change")
        let refused = try await repository.verdict("b.yaml")
        #expect(refused.status == "blocked" && refused.reason == "image-policy")
        #expect(
            refused.message
                == "\(Self.host)/fargate/bff-venta@\(bad.digest) is not what the policy asks for. linux/amd64: it exposes no "
                + "port, and 8000/tcp is required; linux/amd64: it runs as root, as it names no user, and another user is "
                + "required; linux/amd64: it has no health check, and one is required (its config is OCI's, which has no "
                + "place for one; Docker's format has)")

        try await repository.pinnace("reconcile", "--commit").checked()
        #expect(try repository.work.read("a.yaml").contains(good.digest))
        #expect(
            try repository.work.read("b.yaml") == TroubledRepository.pod("b", "\(Self.host)/fargate/bff-venta:1.0.0"))
        let blobs = registry.requests.dropFirst(pushes).filter { $0.contains("/others/tool/") }
        #expect(
            Set(blobs).allSatisfy { $0.contains("/manifests/") },
            "a policy that asks nothing has nothing read: \(blobs)")
    }
}
