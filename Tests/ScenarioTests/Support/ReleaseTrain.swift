import PinnaceTestSupport

/// A service whose releases come as tags of a real registry, and a work tree that follows them.
struct ReleaseTrain {
    static let file = "apps/api/pod.yaml"
    static let host = "registry.example.com"
    let work: GitFixture
    let registry: DockerRegistry

    /// - Parameter policies: what stands under `policies:` and `rewrites:`, as YAML.
    init(_ rules: String, image: String = "\(host)/team/api:2.8.0", comment: String = "keep me") async throws {
        registry = try await DockerRegistry.start()
        work = try await GitFixture.make([
            ".pinnace/config.yaml": "apiVersion: pinnace.dev/v1alpha1\nkind: Config\n\(rules)",
            Self.file: Self.pod(image, comment: comment),
        ])
    }

    static func pod(_ image: String, comment: String = "keep me") -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: api}
        spec:
          containers:
            - name: api
              image: \(image)  # \(comment)

        """
    }

    /// Releases a version of its own content, and gives its digest back.
    @discardableResult
    func release(_ tag: String, created: String? = nil, to other: DockerRegistry? = nil) async throws -> String {
        let runtime = ImageBuilder.Runtime(created: created)
        let image = try ImageBuilder(seed: tag, runtime: runtime).index()
        try await (other ?? registry).push(image, to: "team/api", tag: tag)
        return image.digest
    }

    var endpoints: [String] { ["--registry-endpoint", "\(Self.host)=\(registry.endpoint)"] }

    func pinnace(_ arguments: String..., endpoints: [String] = []) async throws -> Command.Result {
        try await PinnaceBinary.run(arguments + self.endpoints + endpoints, in: work.path)
    }

    func plan(endpoints: [String] = []) async throws -> PlanOutput {
        try PlanOutput(try await pinnace("reconcile", "--dry-run", "--format", "json", endpoints: endpoints))
    }

    var pod: String { get throws { try work.read(Self.file) } }
}
