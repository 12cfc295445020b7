import PinnaceTestSupport
import Testing

/// A team's first hour: a repository on gcr.io, a registry of its own, and nothing configured.
@Suite struct ProposedConfigurationTests {
    private static let target = "us-central1-docker.pkg.dev/shop-prod/images"
    private static let files = [
        "k8s/api.yaml": pod("gcr.io/shop/api:1.0.0"),
        "k8s/web.yaml": pod("eu.gcr.io/shop/web:2.1.0"),
        "k8s/base.yaml": pod("gcr.io/distroless/base:1.0.0"),
    ]

    private static func pod(_ image: String) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          nodeSelector: {kubernetes.io/arch: amd64}
          containers:
            - name: a
              image: \(image)  # moved soon

        """
    }

    private let work: GitFixture

    init() async throws {
        work = try await GitFixture.make(Self.files)
    }

    private func pinnace(_ arguments: String..., environment: [String: String] = [:]) async throws -> Command.Result {
        try await PinnaceBinary.run(arguments, environment: environment, in: work.path)
    }

    @Test func whatIsProposedMovesAndPins() async throws {
        let (old, new) = (try await DockerRegistry.start(), try await DockerRegistry.start())
        let image = try ImageBuilder(seed: "shop").index(attestations: true)
        try await old.push(image, to: "shop/api", tag: "1.0.0")
        try await old.push(image, to: "shop/web", tag: "2.1.0")
        try await old.push(image, to: "distroless/base", tag: "1.0.0")
        let hosts = [("gcr.io", old), ("eu.gcr.io", old), ("us-central1-docker.pkg.dev", new)]
        let endpoints = [
            "PINNACE_REGISTRY_ENDPOINTS": hosts.map { "\($0)=\($1.endpoint)" }.joined(separator: ",")
        ]

        let told = try await pinnace("init", "--to", Self.target).checked()
        #expect(
            told == """
                Wrote .pinnace/config.yaml, from 3 references in 3 files.

                Next:
                  - read .pinnace/config.yaml: each line says why it is there
                  - pinnace reconcile --dry-run
                  - git add .pinnace/config.yaml
                """)
        let configuration = try work.read(".pinnace/config.yaml")
        #expect(configuration.contains("- from: gcr.io/shop/{image...}  # 1 reference in 1 file\n"))
        #expect(
            configuration.contains("#   linux/amd64: chosen by 3 references in 3 files\nplatforms: [linux/amd64]\n"))

        let plan = try PlanOutput(
            try await pinnace("reconcile", "--dry-run", "--format", "json", environment: endpoints))
        #expect(plan.summary.changes == 3 && plan.summary.blocked == 0)
        try await pinnace("reconcile", environment: endpoints).checked()
        let pins = [
            "k8s/api.yaml": "\(Self.target)/api:1.0.0@\(image.digest)",
            "k8s/web.yaml": "\(Self.target)/web:2.1.0@\(image.digest)",
            "k8s/base.yaml": "gcr.io/distroless/base:1.0.0@\(image.digest)",
        ]
        for (file, pin) in pins { #expect(try work.read(file) == Self.pod(pin)) }
        #expect(try await new.digest("shop-prod/images/api", "1.0.0") == image.digest)
        #expect(try await new.manifest("distroless/base", "1.0.0") == nil)
    }

    @Test func nothingIsOverwritten() async throws {
        try await pinnace("init").checked()
        let first = try work.read(".pinnace/config.yaml")
        let second = try await pinnace("init", "--to", Self.target)
        #expect(second.status == 64 && second.output.isEmpty)
        #expect(
            second.errors == """
                pinnace: .pinnace/config.yaml is there already, and stays as it is; --dry-run prints what would be proposed, \
                and --ci adds a scheduled job

                """)
        #expect(try work.read(".pinnace/config.yaml") == first)

        try await pinnace("init", "--ci", "gitlab").checked()
        let job = try await pinnace("init", "--ci", "gitlab")
        #expect(job.status == 64)
        #expect(
            job.errors
                == "pinnace: .gitlab/pinnace.yml is there already, and stays as it is; --dry-run prints what would be written\n"
        )
        let told = try await pinnace("init", "--ci", "azure", "--to", Self.target)
        #expect(told.status == 64)
        #expect(
            told.errors
                == "pinnace: .pinnace/config.yaml is there already, and stays as it is: --to, --from and --platform say nothing to it\n"
        )
        #expect(try work.read(".pinnace/config.yaml") == first)
    }

    /// A link that a repository holds leads no file out of it.
    @Test func noLinkIsFollowed() async throws {
        let elsewhere = try TemporaryDirectory("elsewhere")
        try await Command.run("ln", ["-s", elsewhere.path, ".github"], in: work.path).checked()
        let result = try await pinnace("init", "--ci", "github")
        #expect(result.status == 1)
        #expect(
            result.errors == "pinnace: .github/workflows/pinnace.yaml: it cannot be written: .github is no folder\n")
        #expect(try await Command.run("ls", ["-A", elsewhere.path]).checked().isEmpty)
        #expect(
            try await work.git("status", "--porcelain") == "?? .github", "the configuration was written all the same")
    }

    /// No service looks for jobs below the top, and none could commit there.
    @Test func aPartOfARepositoryHasNoJob() async throws {
        try work.write("k8s/.pinnace/holds.yaml", "")
        let result = try await pinnace("init", "k8s", "--ci", "github")
        #expect(result.status == 64)
        #expect(result.errors.hasSuffix("a commit is made from the top\n"))
        #expect(try await work.git("status", "--porcelain") == "?? k8s/.pinnace/")
        try await pinnace("init", "k8s").checked()
        #expect(try work.read("k8s/.pinnace/config.yaml").contains("3 references in 3 files"))
    }

    @Test func aDryRunWritesNothing() async throws {
        let text = try await pinnace("init", "--dry-run", "--ci", "github").checked()
        #expect(text.hasPrefix("# --- .pinnace/config.yaml\n# yaml-language-server: $schema="))
        #expect(text.contains("\n# --- .github/workflows/pinnace.yaml\n"))
        #expect(try await work.isClean)
    }

    @Test func outsideOfGitItIsShownAlone() async throws {
        let folder = try TemporaryDirectory("no-git")
        try folder.write("a.yaml", Self.pod("k8s.gcr.io/pause:3.9"))
        let refused = try await PinnaceBinary.run(["init", folder.path])
        #expect(refused.status == 64)
        #expect(
            refused.errors
                == "pinnace: '\(folder.path)' is not in a git work tree; --dry-run prints what would be proposed\n")
        let shown = try await PinnaceBinary.run(["init", folder.path, "--dry-run"]).checked()
        #expect(shown.contains("- from: k8s.gcr.io/{image...}"))
    }

    @Test func whatCannotBeATargetIsSaid() async throws {
        let result = try await pinnace("init", "--to", "us-docker.pkg.dev/shop")
        #expect(result.status == 64)
        #expect(
            result.errors
                == "pinnace: --to: 'us-docker.pkg.dev/shop' is no repository of Artifact Registry: say us-docker.pkg.dev/PROJECT/REPOSITORY\n"
        )
    }
}
