import PinnaceTestSupport
import Testing

/// A GitHub App as git's user: the whole program, a real git server that knows the app's token alone, and the part of
/// GitHub that gives it.
@Suite struct GitHubAppTests {
    private static let pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: amber}
        spec: {containers: [{name: amber, image: "registry.example.com/amber:stable"}]}

        """

    private let directory: TemporaryDirectory
    private let server: ConfigServer
    private let tags: FloatingTags
    private let key: String

    init() async throws {
        directory = try TemporaryDirectory("github-app")
        tags = try FloatingTags(["amber"], in: directory)
        server = try await ConfigServer.start(
            ["pod.yaml": Self.pod], user: "x-access-token", path: "team/config.git")
        key = directory.path("app.pem")
        try await ScriptedGitHubApp.key(key)
    }

    private func pinnace(
        _ arguments: [String], _ more: [String: String], in folder: String? = nil
    ) async throws -> Command.Result {
        let environment = try server.home(in: directory, "home", knowsPassword: false).merging([
            "PINNACE_GITHUB_APP_ID": ScriptedGitHubApp.id, "PINNACE_GITHUB_APP_KEY_FILE": key,
            "PINNACE_CACHE": directory.path("cache"),
        ]) { $1 }
        return try await PinnaceBinary.run(
            ["reconcile"] + arguments + ["--registry-endpoint", tags.endpoint, "-vv"],
            environment: environment.merging(more) { $1 }, in: folder ?? directory.path)
    }

    @Test func fetchesAndPushesWithOneToken() async throws {
        let app = try ScriptedGitHubApp(tokens: [server.password])
        let before = try await server.head()
        let result = try await pinnace([server.url], ["PINNACE_FORGE": "github=\(app.address)"])
        try result.checked()
        #expect(try await server.head() != before)
        #expect(app.trades == 1)
        #expect(!result.errors.contains(server.password) && !result.output.contains(server.password))
        #expect(!result.errors.contains("eyJ"))
    }

    @Test func aWorkTreePushesWithIt() async throws {
        let app = try ScriptedGitHubApp(tokens: [server.password])
        let clone = try await GitFixture.clone(
            server.url, to: directory.path("clone"), environment: try server.home(in: directory, "knowing"))
        let result = try await pinnace(["--push"], ["PINNACE_FORGE": "github=\(app.address)"], in: clone.path)
        try result.checked()
        #expect(try await server.commitCount() == 2)
    }

    /// A host that nobody said to be GitHub's gets nothing that an app signs.
    @Test func aServerThatIsNotGitHubsIsAskedForNothing() async throws {
        let app = try ScriptedGitHubApp(tokens: [server.password])
        let result = try await pinnace([server.url], [:])
        #expect(result.status == 1)
        #expect(result.errors.contains("asks for a user and a password or token, and none is known for it"))
        #expect(app.trades == 0)
    }

    @Test func whatIsWrongWithTheAppIsTold() async throws {
        let app = try ScriptedGitHubApp(tokens: ["another"])
        let told = ["PINNACE_FORGE": "github=\(app.address)"]
        let refused = try await pinnace([server.url], told)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("the server refused user x-access-token; check the password or token"))
        let keyless = try await pinnace([server.url], told.merging(["PINNACE_GITHUB_APP_KEY_FILE": ""]) { $1 })
        #expect(keyless.status != 0)
        #expect(keyless.errors.contains("PINNACE_GITHUB_APP_KEY_FILE: an app needs its private key"))
    }
}
