import PinnaceTestSupport

/// A config repository on a git server over HTTP with Basic authentication.
struct ConfigServer: Sendable {
    /// Of the repository.
    let url: String
    let user: String
    let password = "git secret"
    private let scratch: GitScratch
    private let server: GitHTTPServer
    private let bare: String

    /// - Parameters:
    ///   - path: of the repository below the server's root.
    ///   - refusesForce: whether the server takes no forced push and no deletion of a branch.
    static func start(
        _ files: [String: String], user: String = "ana", path: String = "config.git", refusesForce: Bool = true
    ) async throws -> ConfigServer {
        let scratch = try GitScratch()
        let bare = scratch.path("repositories/\(path)")
        let begin = try await GitFixture.make(files)
        try await begin.bareCopy(at: bare)
        let strict = refusesForce ? ["receive.denyNonFastForwards", "receive.denyDeletes"] : []
        let settings = strict + ["receive.advertisePushOptions", "core.logAllRefUpdates"]
        for setting in settings { try await Command.run("git", ["-C", bare, "config", setting, "true"]).checked() }
        return try await ConfigServer(user: user, scratch: scratch, path: path)
    }

    private init(user: String, scratch: GitScratch, path: String) async throws {
        self.user = user
        self.scratch = scratch
        bare = scratch.path("repositories/\(path)")
        server = try await GitHTTPServer.start(
            root: scratch.path("repositories"),
            basicAuth: (user, password),
            in: scratch
        )
        url = "\(server.url)/\(path)"
    }

    /// A home directory whose git settings hold the identity and, unless told otherwise, the password for the server.
    func home(in directory: TemporaryDirectory, _ name: String, knowsPassword: Bool = true) throws -> [String: String] {
        let home = try directory.directory(name)
        let helper = #"!f() { test "$1" != get || printf "username=\#(user)\npassword=\#(password)\n"; }; f"#
        let quoted = helper.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        try directory.write(
            "\(name)/.gitconfig",
            "[user]\n\tname = Ana Developer\n\temail = ana@example.com\n"
                + (knowsPassword ? "[credential]\n\thelper = \"\(quoted)\"\n" : "")
        )
        return ["HOME": home, "GIT_CONFIG_GLOBAL": "\(home)/.gitconfig"]
    }

    /// Runs `git` in the server's repository and gives its output back.
    func git(_ arguments: String...) async throws -> String {
        try await Command.run("git", ["-C", bare] + arguments).checked()
    }

    /// The commit that a branch of the server is at, or `nil` where there is no such branch.
    func head(_ branch: String = "main") async throws -> String? {
        let result = try await Command.run(
            "git",
            ["-C", bare, "rev-parse", "--verify", "--quiet", "refs/heads/\(branch)"]
        )
        return result.status == 0 ? try result.checked() : nil
    }

    /// Commits of the branch, by the first parents.
    func commitCount(_ branch: String = "main") async throws -> Int {
        let result = try await Command.run("git", ["-C", bare, "rev-list", "--first-parent", "--count", branch])
        return Int(try result.checked()) ?? 0
    }

    /// A file's text as the server's branch has it.
    func file(_ name: String, _ branch: String = "main") async throws -> String {
        let result = try await Command.run("git", ["-C", bare, "cat-file", "blob", "\(branch):\(name)"])
        try result.checked()
        return result.output
    }

    func message(_ branch: String = "main") async throws -> String {
        try await Command.run("git", ["-C", bare, "log", "-1", "--format=%B", branch]).checked()
    }
}
