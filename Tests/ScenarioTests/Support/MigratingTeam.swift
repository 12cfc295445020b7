import PinnaceTestSupport

/// A team that moved two services off gcr.io, and put one back: a commit a month. The base of one image has moved since.
struct MigratingTeam {
    let directory: TemporaryDirectory
    let registry: DockerRegistry
    let work: GitFixture
    let oldBase: String
    let newBase: String

    private static let configuration = """
        apiVersion: pinnace.dev/v1alpha1
        kind: Config
        rewrites:
          - from: gcr.io/team/{image}
            to: us-docker.pkg.dev/team/apps/{image}

        """

    init() async throws {
        directory = try TemporaryDirectory("migrating")
        registry = try await DockerRegistry.start()
        oldBase = try await registry.push(ImageBuilder(seed: "12.1").index(), to: "team/base", tag: "12")
        newBase = try await registry.push(ImageBuilder(seed: "12.2").index(), to: "team/base", tag: "12")
        for (name, base) in [("catalogo", oldBase), ("venta", newBase)] {
            let labels = [
                "org.opencontainers.image.base.name": "gcr.io/team/base:12",
                "org.opencontainers.image.base.digest": base,
            ]
            let image = try ImageBuilder(seed: name, runtime: .init(labels: labels)).index()
            for repository in ["team/\(name)", "team/apps/\(name)"] {
                try await registry.push(image, to: repository, tag: "1.0.0")
            }
        }
        work = try await GitFixture.make(
            [
                ".pinnace/config.yaml": Self.configuration,
                "catalogo.yaml": TroubledRepository.pod("catalogo", "gcr.io/team/catalogo:1.0.0"),
                "venta.yaml": TroubledRepository.pod("venta", "gcr.io/team/venta:1.0.0"),
            ], in: directory.path("work"))
        try await pinnace("reconcile").checked()
        try await work.git("add", "--all")
        try await commit("--message", "Move to Artifact Registry", on: "2026-02-02")
        try await pinnace("rollback", "--image", "venta", "--reason", "slow").checked()
        try await commit("--amend", "--no-edit", on: "2026-03-02")
    }

    private func commit(_ arguments: String..., on day: String) async throws {
        let date = "\(day)T12:00:00Z"
        try await Command.run(
            "git", ["-C", work.path, "commit", "--quiet"] + arguments,
            environment: GitFixture.environment.merging(["GIT_COMMITTER_DATE": date]) { $1 }
        ).checked()
    }

    func pinnace(_ arguments: String...) async throws -> Command.Result {
        let endpoints = ["gcr.io", "us-docker.pkg.dev"].map { "\($0)=\(registry.endpoint)" }
        return try await PinnaceBinary.run(
            arguments,
            environment: GitFixture.environment.merging([
                "HOME": directory.path, "PINNACE_CACHE": directory.path("cache"),
                "PINNACE_REGISTRY_ENDPOINTS": endpoints.joined(separator: ","),
            ]) { $1 }, in: work.path)
    }
}
