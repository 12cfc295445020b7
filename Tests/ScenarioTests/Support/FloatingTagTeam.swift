import PinnaceTestSupport

/// A team with one service, `amber`, in a work tree of its own.
struct FloatingTagTeam {
    let directory: TemporaryDirectory
    let tags: FloatingTags
    let work: GitFixture

    init() async throws {
        directory = try TemporaryDirectory("amber")
        tags = try FloatingTags(["amber"], in: directory)
        work = try await GitFixture.make([FloatingTags.file("amber"): FloatingTags.pod("amber")])
    }

    @discardableResult
    func pinnace(_ arguments: String...) async throws -> String {
        try await PinnaceBinary.run(
            arguments, environment: ["PINNACE_REGISTRY_ENDPOINTS": tags.endpoint], in: work.path
        ).checked()
    }

    func plan() async throws -> String { try await pinnace("reconcile", "--dry-run") }
}
