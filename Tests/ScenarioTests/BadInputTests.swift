import PinnaceTestSupport
import Testing

/// Bad input is told with its place, the rest of the plan is done, and nothing wrong is written.
@Suite struct BadInputTests {
    private typealias Repository = TroubledRepository

    @Test func brokenYAML() async throws {
        let broken = "apiVersion: v1\nkind: Pod\nspec:\n  containers: [\n    {image: a}\n"
        let repository = try await Repository(["k8s/broken.yaml": broken])
        let result = try await repository.pinnace("reconcile", "--dry-run")
        try result.checked()
        let finding =
            "  k8s/broken.yaml:6:1  unparsable  did not find expected ',' or ']' while parsing a flow sequence that begins at 4:15\n"
        #expect(result.output.contains(finding))
        try await repository.expectNothingWritten()
        try await repository.expectOnlyTheGoodIsPinned()
    }

    @Test(arguments: [
        (
            "rewritess:\n  - from: a/b\n    to: c/d\n",
            "3:1: unknown key `rewritess`, did you mean `rewrites`?"
        ),
        (
            "rewrites:\n  - from: a/b\n    too: c/d\n",
            "5:5: rewrites[0]: unknown key `too`, did you mean `to`?"
        ),
        (
            "rewrites:\n  - {from: a/b, to: c/d, copy: mising}\n",
            "4:32: 'mising' is not one of never, missing, replace; did you mean 'missing'?"
        ),
        ("platforms: [amd64]\n", "3:13: 'amd64' is not a platform, such as linux/amd64 or linux/arm/v7"),
        ("rewrites: [\n", "4:1: did not find expected node content"),
        (
            "rewrites:\n  - from: a/{b\n    to: c/d\n",
            "4:11: '{b' in 'a/{b': a capture is a whole segment, as in {image}"
        ),
        ("publish: {maximumChanges: many}\n", "3:27: publish.maximumChanges: expected a whole number, found a string"),
    ])
    func wrongConfiguration(rest: String, message: String) async throws {
        let repository = try await Repository(Repository.configuration(rest))
        for command in ["reconcile", "scan"] {
            let result = try await repository.pinnace(command, ".")
            #expect(result.status == 78)
            #expect(result.errors == "pinnace: .pinnace/config.yaml:\(message)\n")
            #expect(result.output.isEmpty)
        }
        try await repository.expectNothingWritten()
    }

    @Test(arguments: [
        (
            "registry.example.com/Team/app:1.0", "invalid-reference",
            "'registry.example.com/Team/app:1.0' is not an image reference: the path has upper-case letters"
        ),
        (
            "registry.example.com/team/good:9.9.9", "not-found",
            "registry.example.com/team/good:9.9.9 is not in the image layout IMAGES: check the name, or copy the image there"
        ),
    ])
    func blockedReference(reference: String, reason: String, message: String) async throws {
        let repository = try await Repository(["k8s/bad.yaml": Repository.pod("bad", reference)])
        let verdict = try await repository.verdict("k8s/bad.yaml")
        #expect(verdict.status == "blocked" && verdict.reason == reason && verdict.line == 6)
        #expect(verdict.message == message.replacing("IMAGES", with: repository.directory.path("images")))

        try await repository.pinnace("reconcile", "--dry-run").checked()
        try await repository.pinnace("reconcile", "--dry-run", "--exit-code").checked(2)
        let strict = try await repository.pinnace("reconcile", "--dry-run", "--exit-code", "--strict")
        #expect(try strict.checked(3).contains("1 reference stays blocked, as said above."))
        try await repository.expectNothingWritten()
        try await repository.expectOnlyTheGoodIsPinned()
    }

    @Test func unknownRegistry() async throws {
        let repository = try await Repository(["k8s/bad.yaml": Repository.pod("bad", "registry.invalid/team/app:1.0")])
        let verdict = try await repository.verdict("k8s/bad.yaml")
        #expect(verdict.status == "blocked" && verdict.reason == "registry-unavailable")
        #expect(
            verdict.message
                == "https://registry.invalid/v2/team/app/manifests/1.0: no address was found for registry.invalid; check its spelling and DNS"
        )

        let result = try await repository.pinnace("reconcile", "--commit", "--strict")
        try result.checked(1)
        #expect(
            result.output.contains(
                "1 reference could not be judged: a registry refused, limited or did not answer.\n"))
        #expect(try repository.work.read(Repository.goodFile).contains(repository.image.digest), "the rest is done")
    }

    @Test func aDryRunThatFindsChangesSaysSoWhenAsked() async throws {
        let repository = try await Repository()
        try await repository.pinnace("reconcile", "--dry-run").checked()
        try await repository.pinnace("reconcile", "--dry-run", "--exit-code").checked(2)
        try await repository.expectNothingWritten()
        try await repository.pinnace("reconcile", "--commit", "--exit-code").checked()
        try await repository.pinnace("reconcile", "--dry-run", "--exit-code").checked()
    }

    @Test(arguments: [
        ("reconcile --dryrun", "Error: Unknown option '--dryrun'. Did you mean '--dry-run'?"),
        (
            "reconcile --dry-run --commit",
            "Error: --dry-run writes nothing: it goes without --commit, --push, --to-branch and --pull-request"
        ),
        ("reconcile nowhere", "pinnace: 'nowhere' does not exist; name a folder or a repository's URL"),
        ("reconcile k8s/good.yaml", "pinnace: 'k8s/good.yaml' is a file; name the folder of the repository"),
        ("reconcile --platform amd64", "pinnace: --platform: 'amd64' is not a platform, such as linux/amd64"),
        (
            "scan --registry-endpoint gcr.io",
            "pinnace: --registry-endpoint: 'gcr.io' is not HOST=URL, such as gcr.io=http://127.0.0.1:5000, or HOST=layout:PATH"
        ),
        ("rollback", "Error: name a commit, or an --image, a --file or an --object"),
        (
            "copy gcr.io/Team/app team/app",
            "pinnace: SOURCE: 'gcr.io/Team/app' is not an image reference: the path has upper-case letters"
        ),
        ("release --image app", "pinnace: app is not held; .pinnace/holds.yaml says what is"),
        ("reconcile --push", "pinnace: there is no remote 'origin'; name one with --remote"),
    ])
    func wrongUsage(words: String, message: String) async throws {
        let repository = try await Repository(endpoint: "")
        let result = try await PinnaceBinary.run(
            words.split(separator: " ").map(String.init), environment: ["HOME": repository.directory.path],
            in: repository.work.path)
        #expect(result.status == 64)
        #expect(result.errors.split(separator: "\n").first.map(String.init) == message)
        #expect(result.output.isEmpty)
        try await repository.expectNothingWritten()
    }

    @Test func aCheckoutWithoutItsHistory() async throws {
        let repository = try await Repository()
        let missing = try await repository.work.head.prefix(7)
        try await repository.work.commit("One more")
        let shallow = try await GitFixture.clone(
            "file://\(repository.work.path)", to: repository.directory.path("shallow"), options: ["--depth=1"])
        let plan = try await repository.pinnace("reconcile", "--dry-run", "--exit-code", in: shallow.path)
        try plan.checked(2)
        for option in ["--commit", "--push"] {
            let refused = try await repository.pinnace("reconcile", option, in: shallow.path)
            #expect(refused.status == 1)
            #expect(
                refused.errors
                    == "pinnace: cannot read the commit \(missing): this clone has only the newest part of the history; run `git fetch --unshallow`, or in CI check out with full depth (`fetch-depth: 0`, `GIT_DEPTH: 0`)\n"
            )
        }
        #expect(try await shallow.history().count == 1)
        #expect(try await shallow.isClean)
    }
}
