import PinnaceTestSupport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A server, and a run of `pinnace` whose process is killed where a phase says.
///
/// The file `armed` holds the mark of the place; whoever gets there first takes it away, waits for `delay`, and kills the
/// process that `pid` names.
struct KillRig {
    let tags: FloatingTags
    let bare: String
    private let url: String
    let scratch: GitScratch
    private let directory: TemporaryDirectory
    private let server: GitHTTPServer

    static let service = "amber"

    init() async throws {
        directory = try TemporaryDirectory("kill")
        scratch = try GitScratch()
        tags = try FloatingTags([Self.service], in: directory)
        bare = scratch.path("repositories/config.git")
        let begin = try await GitFixture.make([FloatingTags.file(Self.service): FloatingTags.pod(Self.service)])
        try await begin.bareCopy(at: bare)
        let git = try GitCommandLine(scratch)
        try await git.run(in: bare, "config", "http.receivepack", "true")
        for (name, script) in Self.scripts(scratch.path) { try await git.makeScript(scratch.path(name), script) }
        server = try await GitHTTPServer.start(
            root: scratch.path("repositories"), in: scratch, wrapper: scratch.path("backend"))
        url = "\(server.url)/config.git"
        try scratch.write(
            "runner/.gitconfig",
            "[user]\n\tname = Ana\n\temail = ana@example.com\n[gpg]\n\tprogram = \(scratch.path("sign"))\n")
    }

    private static func scripts(_ folder: String) -> [String: String] {
        let kill = """
            at() {
                [ "$(cat \(folder)/armed 2> /dev/null)" = "$1" ] && mv \(folder)/armed \(folder)/fired 2> /dev/null || return 0
                sleep "$(cat \(folder)/delay)"
                kill -9 "$(cat \(folder)/pid)" 2> /dev/null
            }

            """
        let backend = """
            touch \(folder)/busy.$$
            case "$REQUEST_METHOD $PATH_INFO $QUERY_STRING" in
            GET*=git-upload-pack) at upload-refs ;;
            POST*/git-upload-pack*) at upload-pack ;;
            GET*=git-receive-pack) at receive-refs ;;
            POST*/git-receive-pack*) at receive-pack ;;
            esac
            "$GIT_HTTP_BACKEND"
            case "$REQUEST_METHOD $PATH_INFO" in
            POST*/git-receive-pack) at answered < /dev/null > /dev/null 2>&1 & ;;
            esac
            rm \(folder)/busy.$$

            """
        // Whoever is to be killed at its end waits there: nobody reads what it says last.
        let watch = """
            line=$1; end=$2; shift 2
            rm -f \(folder)/log \(folder)/said; mkfifo \(folder)/log \(folder)/said
            exec 5<> \(folder)/said
            if [ "$end" = held ]; then head -c 65536 /dev/zero >&5; else cat <&5 > /dev/null & reader=$!; fi
            "$@" > \(folder)/said 2> \(folder)/log 5>&- &
            echo $! > \(folder)/pid
            if [ "$(cat \(folder)/armed 2> /dev/null)" = packs ]; then
                packs=$(echo \(folder)/cache/*.git/objects/pack)
                (
                    before=$(ls "$packs")
                    while [ -e \(folder)/armed ] && [ "$(ls "$packs")" = "$before" ]; do :; done
                    at packs
                ) < /dev/null > /dev/null 2>&1 5>&- &
            fi
            while IFS= read -r said; do
                case "$said" in *"$line"*) at line ;; esac
                echo "$said" >&2
            done < \(folder)/log
            wait "$(cat \(folder)/pid)"; status=$?
            [ -z "$reader" ] || kill $reader
            exit $status

            """
        return [
            "backend": kill + backend, "watch": kill + watch, "sign": kill + "at sign\n",
            "repositories/config.git/hooks/pre-receive": kill + "at pre-receive\n",
            "repositories/config.git/hooks/post-receive": kill + "at post-receive\n",
        ]
    }
}

extension KillRig {
    /// Runs until the process is killed there.
    ///
    /// - Returns: whether it was.
    func run(killedAt phase: KillPhase, round: Int) async throws -> Bool {
        try scratch.write("delay", phase.delay(round))
        try scratch.write("armed", phase.mark(round) ?? "line")
        let result = try await run(
            waitingFor: phase.line ?? "nothing", signed: phase == .treeWritten,
            isHeld: phase.line != nil || phase == .mirrorUpdated || phase == .mirrorTidied)
        try? FileManager.default.removeItem(atPath: scratch.path("armed"))
        try await waitForServer()
        guard result.status == 137 || result.status == 0 else { throw TestSupportError("\(result)") }
        return result.status == 137
    }

    /// Runs to the end.
    func runOn() async throws {
        try await run(waitingFor: "nothing").checked()
    }

    /// - Parameter isHeld: whether it is kept from ending by itself.
    private func run(
        waitingFor line: String, signed: Bool = false, isHeld: Bool = false
    ) async throws -> Command.Result {
        let home = scratch.path("runner")
        var environment = [
            "HOME": home, "GIT_CONFIG_GLOBAL": "\(home)/.gitconfig", "PINNACE_CACHE": scratch.path("cache"),
            "PINNACE_CLOUD_CREDENTIALS": "", "PINNACE_REGISTRY_ENDPOINTS": tags.endpoint,
        ]
        if signed { environment["PINNACE_SIGNING_KEY"] = "openpgp:key" }
        return try await Command.run(
            scratch.path("watch"),
            [line, isHeld ? "held" : "free", try PinnaceBinary.path, "reconcile", url, "--push", "--verbose"],
            environment: environment, timeout: .seconds(120))
    }

    /// What the server was given before, it goes on with.
    private func waitForServer() async throws {
        for _ in 0..<500 {
            let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
            guard names.contains(where: { $0.hasPrefix("busy.") }) else { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TestSupportError("the server does not come to an end")
    }

    func git(_ arguments: String...) async throws -> String {
        try await Command.run("git", ["-C", bare] + arguments).checked()
    }

    /// Somebody else's commit, without which there is nothing to fetch.
    func commitNote(_ round: Int) async throws {
        let who = ["-c", "user.name=Ben", "-c", "user.email=ben@example.com"]
        let commit = try await Command.run(
            "git", ["-C", bare] + who + ["commit-tree", "main^{tree}", "-p", "main", "-m", "Note \(round)"]
        ).checked()
        _ = try await git("update-ref", "refs/heads/main", commit)
    }

    /// The branch's commits, oldest first.
    func line() async throws -> [String] {
        try await git("rev-list", "--reverse", "main").split(separator: "\n").map(String.init)
    }

    func isPinned(to digest: String, at commit: String) async throws -> Bool {
        try await git("cat-file", "blob", "\(commit):\(FloatingTags.file(Self.service))").contains("@\(digest)\"")
    }
}
