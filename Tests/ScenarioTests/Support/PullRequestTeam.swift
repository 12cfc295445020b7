import PinnaceTestSupport

/// A repository on a git server with a scripted GitHub beside it, services whose tags move, and a person with a clone.
final class PullRequestTeam: Sendable {
    let directory: TemporaryDirectory
    let server: ConfigServer
    let github: ScriptedGitHub
    let tags: FloatingTags
    let person: GitFixture
    let environment: [String: String]
    static let branch = "pinnace/update/main"

    init(
        _ services: [String] = ["amber", "birch"], publish: String = "{mode: pull-request, labels: [images]}",
        files more: [String: String] = [:]
    ) async throws {
        directory = try TemporaryDirectory("pull-requests")
        tags = try FloatingTags(services, in: directory)
        var files = more
        files[".pinnace/config.yaml"] =
            "apiVersion: pinnace.dev/v1alpha1\nkind: Config\npublish: \(publish)\n"
        for service in services { files[FloatingTags.file(service)] = FloatingTags.pod(service) }
        server = try await ConfigServer.start(files, path: "team/config.git", refusesForce: false)
        github = try ScriptedGitHub()
        environment = try server.home(in: directory, "home")
        person = try await GitFixture.clone(server.url, to: directory.path("person"), environment: environment)
    }

    /// What a scheduled job runs; each has a cache of its own where one is named.
    @discardableResult
    func reconcile(_ more: String..., cache: String = "cache", status: Int32 = 0) async throws -> Command.Result {
        try await pinnace(["reconcile", server.url, "--registry-endpoint", tags.endpoint] + more, cache, status)
    }

    @discardableResult
    func pinnace(_ arguments: [String], _ cache: String = "cache", _ status: Int32 = 0) async throws -> Command.Result {
        let result = try await PinnaceBinary.run(
            arguments,
            environment: environment.merging([
                "PINNACE_FORGE": github.option, "PINNACE_FORGE_TOKEN": ScriptedGitHub.token,
                "PINNACE_CACHE": directory.path(cache),
            ]) { $1 }, in: directory.path)
        try result.checked(status)
        return result
    }

    func git(_ arguments: String...) async throws {
        try await Command.run(
            "git", ["-C", person.path] + arguments, environment: GitFixture.environment.merging(environment) { $1 }
        ).checked()
    }

    /// A person's change to a file of a branch, pushed.
    func push(_ file: String, _ text: String, to branch: String) async throws {
        try await git("fetch", "--quiet", "origin")
        try await git("checkout", "--quiet", "-B", "work", "origin/\(branch)")
        try person.write(file, text)
        try await git("add", "--all")
        try await git("commit", "--quiet", "--message", "A change of mine")
        try await git("push", "--quiet", "origin", "HEAD:\(branch)")
    }

    /// Merges a branch into main as one commit, and leaves the branch.
    func squash(_ branch: String) async throws {
        try await git("fetch", "--quiet", "origin")
        try await git("checkout", "--quiet", "-B", "work", "origin/main")
        try await git("merge", "--quiet", "--squash", "origin/\(branch)")
        try await git("commit", "--quiet", "--message", "Squashed")
        try await git("push", "--quiet", "origin", "HEAD:main")
    }

    func branches() async throws -> [String] {
        try await server.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split(separator: "\n").map(
            String.init)
    }
}
