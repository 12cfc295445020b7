import GitStore
import HTTPTransport
import PinnaceTestSupport
import Testing

/// Servers that fail in the middle: what is here stays whole, and the next run goes on.
struct BrokenServerTests {
    private static let client = CURLClient()

    /// How an answer is spoilt; `$answer` is a file with the whole of it.
    private static let faults: [(name: String, request: String, script: String)] = [
        ("a cut pack", "POST '*/git-upload-pack", "head -c $(($(wc -c < $answer) - 200)) $answer"),
        ("a cut advertisement", "GET '*/info/refs", "head -c $(($(wc -c < $answer) - 30)) $answer"),
        ("a 500 instead of a pack", "POST '*/git-upload-pack", "printf 'Status: 500 Oops\\r\\n\\r\\nout of memory'"),
        ("a damaged pack", "POST '*/git-upload-pack", "sed 's/PACK\\(....\\)/PACK\\1x/' $answer"),
    ]

    /// The server, and the name of a file that says which fault is on.
    private func server(_ fixture: GitFixture) async throws -> (GitHTTPServer, GitRemoteURL) {
        let cases = Self.faults.map { fault in
            "'\(fault.name):\(fault.request)) answer=$(mktemp); \"$GIT_HTTP_BACKEND\" > $answer; \(fault.script); rm $answer ;;\n"
        }
        let push = """
            'lost:POST '*/git-receive-pack) "$GIT_HTTP_BACKEND" > /dev/null; printf 'Status: 500 Oops\\r\\n\\r\\n' ;;
            'early:POST '*/git-receive-pack) cat > /dev/null; printf 'Status: 500 Oops\\r\\n\\r\\n' ;;

            """
        let wrapper = try await fixture.git.makeScript(
            fixture.scratch.path("backend"),
            "fault=$(cat '\(fixture.scratch.path("fault"))' 2> /dev/null)\n"
                + "case \"$fault:$REQUEST_METHOD $PATH_INFO\" in\n\(cases.joined())\(push)"
                + "*) exec \"$GIT_HTTP_BACKEND\" ;;\nesac\n")
        let server = try await GitHTTPServer.start(root: fixture.root, in: fixture.scratch, wrapper: wrapper)
        return (server, try GitRemoteURL(server.url + "/config.git"))
    }

    @Test(arguments: Self.faults.map(\.name), [true, false])
    func `a fetch that breaks`(_ fault: String, isFirst: Bool) async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await server(fixture)
        let mirror = try GitMirror(
            of: url, in: fixture.scratch.path("cache"), using: GitNetwork(http: Self.client))
        if !isFirst { _ = try await mirror.fetch() }
        let tip = try await fixture.commit(["c.yaml": String(repeating: "x: 1\n", count: 400)], "second")
        try fixture.scratch.write("fault", fault)
        await #expect(throws: GitError.self) { try await mirror.fetch() }
        try fixture.scratch.write("fault", "none")
        #expect(try await mirror.fetch().commit == tip)
        try await fixture.git.run(in: mirror.path, "fsck", "--strict")
        withExtendedLifetime(server) {}
    }

    @Test(arguments: ["early", "lost"])
    func `a push that is answered with 500`(_ fault: String) async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await server(fixture)
        let mirror = try GitMirror(
            of: url, in: fixture.scratch.path("cache"), using: GitNetwork(http: Self.client))
        let fetched = try await mirror.fetch()
        let commit = try await fetched.repository.commit(
            ["a.yaml": .content(bytes("pinned\n"))], onto: fetched.commit, .test("pin"))
        try fixture.scratch.write("fault", fault)
        await #expect {
            try await mirror.push(commit, to: "main", expecting: fetched.commit, from: fetched.repository)
        } throws: { ($0 as? GitError)?.code == .server }
        try fixture.scratch.write("fault", "none")
        #expect(try await mirror.fetch().commit == (fault == "lost" ? commit : fetched.commit))
        try await fixture.git.run(in: fixture.bare, "fsck", "--strict")
        withExtendedLifetime(server) {}
    }
}
