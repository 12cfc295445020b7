import Foundation
import PinnaceTestSupport
import Testing

/// A push over SSH that breaks in the middle: what is on the server is the old commit or the new one, told as it is, and
/// never twice.
@Suite struct BrokenSSHPushTests {
    private let directory: TemporaryDirectory
    private let scratch: GitScratch
    private let server: SSHServer
    private let bare: String
    private let tags: FloatingTags

    /// Ends the nearest sshd above this process: the one of this connection.
    private static let killsConnection = """
        p=$$
        while [ "$(ps -o comm= -p $p)" != sshd ]; do
            p=$(ps -o ppid= -p $p | tr -d ' '); [ "${p:-1}" -gt 1 ] || exit 1
        done
        rm -f '\(Self.fault)'; kill -9 $p; sleep 1
        """
    private static let fault = "FAULT"

    init() async throws {
        directory = try TemporaryDirectory("broken-ssh")
        scratch = try GitScratch()
        tags = try FloatingTags(["amber"], in: directory)
        bare = scratch.path("config.git")
        // So much noise that the pack is larger than what pipes hold.
        let noise = (0..<20_000).map { _ in "# \(UInt64.random(in: .min ... .max))\(UInt64.random(in: .min ... .max))\n"
        }
        let pod = FloatingTags.pod("amber") + noise.joined()
        try await GitFixture.make([FloatingTags.file("amber"): pod]).bareCopy(at: bare)
        let kill = Self.killsConnection.replacing(Self.fault, with: scratch.path("fault"))
        let git = try GitCommandLine(scratch)
        let wrapper = try await git.makeScript(
            scratch.path("wrapper"),
            """
            fault=$(cat '\(scratch.path("fault"))' 2> /dev/null)
            case "$fault:$SSH_ORIGINAL_COMMAND" in
            midway:git-receive-pack*) { head -c 100000; \(kill); } | sh -c "$SSH_ORIGINAL_COMMAND" ;;
            *) exec sh -c "$SSH_ORIGINAL_COMMAND" ;;
            esac

            """)
        // Called when the branch has moved, before the answer is written (githooks, "reference-transaction").
        try await git.makeScript(
            "\(bare)/hooks/reference-transaction",
            """
            [ "$1" = committed ] && [ "$(cat '\(scratch.path("fault"))' 2> /dev/null)" = answer ] || exit 0
            \(kill)

            """)
        server = try await SSHServer.start(in: scratch, wrapper: wrapper)
    }

    private func reconcile() async throws -> Command.Result {
        try directory.write("home/.gitconfig", "[user]\n\tname = Ana Developer\n\temail = ana@example.com\n")
        return try await PinnaceBinary.run(
            ["reconcile", server.url(bare), "--registry-endpoint", tags.endpoint, "-v"],
            environment: [
                "HOME": directory.path("home"), "GIT_CONFIG_GLOBAL": directory.path("home/.gitconfig"),
                "GIT_SSH_COMMAND": server.command, "PINNACE_CACHE": directory.path("cache"),
            ], in: directory.path)
    }

    private func commits() async throws -> Int {
        Int(try await Command.run("git", ["-C", bare, "rev-list", "--count", "main"]).checked()) ?? 0
    }

    private func check() async throws {
        try await Command.run("git", ["-C", bare, "fsck", "--strict", "--no-dangling"]).checked()
    }

    @Test func whileThePackIsSent() async throws {
        try scratch.write("fault", "midway")
        let broken = try await reconcile()
        #expect(broken.status == 1)
        #expect(broken.errors.contains("cannot push to \(server.url(bare)): "), "\(broken.errors)")
        #expect(try await commits() == 1)
        try await check()
        try await reconcile().checked()
        #expect(try await commits() == 2)
        try await check()
    }

    @Test func afterThePackBeforeTheAnswer() async throws {
        try scratch.write("fault", "answer")
        let result = try await reconcile()
        try result.checked()
        #expect(!FileManager.default.fileExists(atPath: scratch.path("fault")), "the connection was not cut")
        #expect(try await commits() == 2)
        try await check()
        try await reconcile().checked()
        #expect(try await commits() == 2, "what arrived is not made again")
    }
}
