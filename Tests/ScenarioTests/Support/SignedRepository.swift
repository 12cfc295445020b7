import PinnaceTestSupport

/// A clone of a repository whose commits have to be signed, and the keys of who works there.
struct SignedRepository {
    let clone: GitFixture
    let key: SSHSigningKey
    private let scratch: GitScratch
    private let directory: TemporaryDirectory
    private let tags: FloatingTags
    /// What the user's own git settings say, beside the name.
    private let settings: String

    /// - Parameter commit: the configuration's own word.
    init(commit: String, settings: (GitScratch) -> String = { _ in "" }) async throws {
        directory = try TemporaryDirectory("signed")
        scratch = try GitScratch()
        tags = try FloatingTags(["amber"], in: directory)
        key = try await SSHSigningKey(scratch, signer: "ana@example.com", environment: Command.environment(home: "/"))
        self.settings = settings(scratch)
        let origin = try await GitFixture.make([
            FloatingTags.file("amber"): FloatingTags.pod("amber"),
            ".pinnace/config.yaml": "apiVersion: pinnace.dev/v1alpha1\nkind: Config\n\(commit)\n",
        ])
        try await origin.bareCopy(at: directory.path("origin.git"))
        clone = try await GitFixture.clone(directory.path("origin.git"), to: directory.path("clone"))
        try directory.write(
            "home/.gitconfig", "[user]\n\tname = Ana Developer\n\temail = ana@example.com\n\(self.settings)")
    }

    /// Moves the tag, so that there is something to do.
    func move(to build: String) throws { try tags.move("amber", to: build) }

    func pinnace(_ arguments: String..., environment: [String: String] = [:]) async throws -> Command.Result {
        try await pinnace(arguments, environment: environment)
    }

    func pinnace(_ arguments: [String], environment: [String: String] = [:]) async throws -> Command.Result {
        let home = directory.path("home")
        return try await PinnaceBinary.run(
            arguments + ["--registry-endpoint", tags.endpoint],
            environment: ["HOME": home, "GIT_CONFIG_GLOBAL": "\(home)/.gitconfig"].merging(environment) { $1 },
            in: clone.path)
    }

    /// What git thinks of the signatures of the newest commits (git-log(1), `%G?`), newest first.
    func verdicts(_ count: Int) async throws -> [String] {
        try await clone.git(
            "-c", "gpg.ssh.allowedSignersFile=\(key.allowedSigners)", "log", "-\(count)", "--format=%G? %s"
        ).split(separator: "\n").map(String.init)
    }
}
