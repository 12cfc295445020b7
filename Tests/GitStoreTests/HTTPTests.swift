import GitStore
import HTTPTransport
import PinnaceTestSupport
import Synchronization
import Testing

/// One user and one password, for whoever asks.
struct FixedCredentials: GitCredentialProvider {
    let user: String
    let password: String

    func credential(for url: GitRemoteURL) -> GitCredential? {
        .basic(user: user, password: Secret(password))
    }
}

/// A password that ended, and others in its place.
final class RenewingCredentials: GitCredentialProvider {
    private let passwords: Mutex<[String]>

    init(_ passwords: String...) {
        self.passwords = Mutex(passwords)
    }

    private func next() -> GitCredential? {
        passwords.withLock { $0.isEmpty ? nil : .basic(user: "deploy", password: Secret($0.removeFirst())) }
    }

    var left: Int { passwords.withLock(\.count) }

    func credential(for url: GitRemoteURL) -> GitCredential? { next() }
    func renewed(_ refused: GitCredential, for url: GitRemoteURL) -> GitCredential? { next() }
}

/// A mirror of the fixture's repository over HTTP, and a commit on it.
struct HTTPTests {
    private static let client = CURLClient()

    private func network(_ password: String? = nil) -> GitNetwork {
        var network = GitNetwork(http: Self.client)
        if let password { network.credentials = FixedCredentials(user: "deploy", password: password) }
        return network
    }

    private func served(
        _ fixture: GitFixture, basicAuth: (user: String, password: String)? = nil
    ) async throws -> (GitHTTPServer, GitRemoteURL) {
        let server = try await GitHTTPServer.start(root: fixture.root, basicAuth: basicAuth, in: fixture.scratch)
        return (server, try GitRemoteURL(server.url + "/config.git"))
    }

    /// A commit on `main` in a fresh mirror.
    private func planned(
        _ fixture: GitFixture, _ url: GitRemoteURL, _ network: GitNetwork
    ) async throws -> (repository: GitRepository, parent: GitObjectID, commit: GitObjectID) {
        let mirror = try GitMirror(of: url, in: fixture.scratch.path("cache"), using: network)
        let fetched = try await mirror.fetch()
        let commit = try await fetched.repository.commit(
            ["a.yaml": .content(bytes("image: pinned\n"))], onto: fetched.commit, .test("pin"))
        return (fetched.repository, fetched.commit, commit)
    }

    @Test func `fetch and push with a password`() async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await served(fixture, basicAuth: ("deploy", "s3cret"))
        let network = network("s3cret")
        let (repository, parent, commit) = try await planned(fixture, url, network)
        let outcome = try await repository.push(commit, to: "main", of: url, expecting: parent, using: network)
        #expect(outcome == .pushed)
        #expect(try await fixture.tip() == commit)
        try await fixture.git.run(in: fixture.bare, "fsck", "--strict")
        withExtendedLifetime(server) {}
    }

    @Test func `a wrong password, none, and a missing repository`() async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await served(fixture, basicAuth: ("deploy", "s3cret"))
        let repository = try await GitRepository.create(at: fixture.scratch.path("mirror"), bare: true)
        await #expect(
            throws: GitError(
                .authentication, operation: "fetch from \(url)",
                message: "the server refused user deploy; check the password or token")
        ) { try await repository.fetch(branch: "main", from: url, using: network("wrong")) }
        await #expect(
            throws: GitError(
                .authentication, operation: "fetch from \(url)",
                message: "http://127.0.0.1:\(server.port) asks for a user and a password or token, and none is known "
                    + "for it; set PINNACE_GIT_USERNAME and PINNACE_GIT_TOKEN, or configure a git credential helper")
        ) { try await repository.fetch(branch: "main", from: url, using: network()) }
        let missing = try GitRemoteURL(server.url + "/other.git")
        await #expect(
            throws: GitError(
                .repositoryNotFound, operation: "fetch from \(missing)",
                message: "there is no such repository, or user deploy may not see it (404)")
        ) { try await repository.fetch(branch: "main", from: missing, using: network("s3cret")) }
    }

    @Test func `a password that is refused is asked for anew, once`() async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await served(fixture, basicAuth: ("deploy", "s3cret"))
        let repository = try await GitRepository.create(at: fixture.scratch.path("mirror"), bare: true)
        let good = RenewingCredentials("ended", "s3cret")
        let chain = GitCredentialChain([GitCredentialChain([]), good])
        let network = GitNetwork(http: Self.client, credentials: chain)
        #expect(
            try await repository.fetch(branch: "main", from: url, using: network).commit == fixture.tip())
        let bad = RenewingCredentials("ended", "ended too", "s3cret")
        await #expect(
            throws: GitError(
                .authentication, operation: "fetch from \(url)",
                message: "the server refused user deploy; check the password or token")
        ) {
            try await repository.fetch(
                branch: "main", from: url, using: GitNetwork(http: Self.client, credentials: bad))
        }
        #expect(bad.left == 1)
        withExtendedLifetime(server) {}
    }

    @Test func `the URL's own password is used and never shown`() async throws {
        let fixture = try await GitFixture()
        let (server, _) = try await served(fixture, basicAuth: ("deploy", "s3cret"))
        let url = try GitRemoteURL("http://deploy:s3cret@127.0.0.1:\(server.port)/config.git")
        let (repository, _, commit) = try await planned(fixture, url, network())
        #expect("\(url)" == "http://127.0.0.1:\(server.port)/config.git")
        #expect(try await repository.commit(commit).subject == "pin")
    }

    @Test func `a push is lost to another writer, and won on the new tip`() async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await served(fixture)
        let network = network()
        let (repository, parent, commit) = try await planned(fixture, url, network)
        let other = try await fixture.commit(["k8s/b.yaml": "image: other\n"], "somebody else")
        let outcome = try await repository.push(commit, to: "main", of: url, expecting: parent, using: network)
        #expect(outcome == .lost(tip: other))
        let again = try await planned(fixture, url, network)
        #expect(again.parent == other)
        #expect(
            try await again.repository.push(again.commit, to: "main", of: url, expecting: other, using: network)
                == .pushed)
        #expect(try await fixture.tip() == again.commit)
        withExtendedLifetime(server) {}
    }

    @Test func `the server itself finds that the branch moved`() async throws {
        let fixture = try await GitFixture()
        let clone = try await fixture.clone()
        let (server, url) = try await served(fixture)
        let network = network()
        let (repository, parent, commit) = try await planned(fixture, url, network)
        try fixture.scratch.write("writer/race.yaml", "x\n")
        try await fixture.git.run(in: clone, "add", "-A")
        try await fixture.git.run(in: clone, "commit", "-q", "-m", "in between")
        let other = try await fixture.git.run(in: clone, "rev-parse", "HEAD")
        try await fixture.git.run(in: clone, "push", "-q", "origin", "HEAD:refs/other/tip")
        // Between the server's answer to the first request and its move of the branch.
        try await fixture.hook("pre-receive", "unset GIT_QUARANTINE_PATH; git update-ref refs/heads/main \(other)\n")
        let outcome = try await repository.push(commit, to: "main", of: url, expecting: parent, using: network)
        #expect(outcome == .lost(tip: nil))
        #expect(try await fixture.tip().hex == other)
        withExtendedLifetime(server) {}
    }

    @Test func `a hook's words are passed on`() async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await served(fixture)
        let network = network()
        let (repository, parent, commit) = try await planned(fixture, url, network)
        try await fixture.hook("pre-receive", "echo 'main is frozen until Monday' >&2; exit 1\n")
        let outcome = try await repository.push(commit, to: "main", of: url, expecting: parent, using: network)
        #expect(
            outcome == .rejected("pre-receive hook declined; the server says: main is frozen until Monday"))
        #expect(try await fixture.tip() == parent)
        withExtendedLifetime(server) {}
    }

    @Test func `nothing is ever forced`() async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await served(fixture)
        let network = network()
        let (repository, parent, _) = try await planned(fixture, url, network)
        let unrelated = try await repository.commit(["x": .content(bytes("x"))], onto: nil, .test("unrelated"))
        await #expect(
            throws: GitError(
                .invalid, operation: "push \(unrelated.short) to main",
                message: "it does not descend from \(parent.short), and no push is ever forced")
        ) { try await repository.push(unrelated, to: "main", of: url, expecting: parent, using: network) }
        let lost = try await repository.push(unrelated, to: "main", of: url, expecting: nil, using: network)
        #expect(lost == .lost(tip: parent))
        let made = try await repository.push(unrelated, to: "new", of: url, expecting: nil, using: network)
        #expect(made == .pushed)
        #expect(try await fixture.tip("new") == unrelated)
        withExtendedLifetime(server) {}
    }

    @Test func `a large pack goes through a file`() async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await served(fixture, basicAuth: ("deploy", "s3cret"))
        var network = network("s3cret")
        network.memoryLimit = 1 << 16
        let (repository, parent, _) = try await planned(fixture, url, network)
        var generator = SystemRandomNumberGenerator()
        let noise = (0..<(3 << 20)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let commit = try await repository.commit(["noise.bin": .content(noise)], onto: parent, .test("large"))
        let outcome = try await repository.push(commit, to: "main", of: url, expecting: parent, using: network)
        #expect(outcome == .pushed)
        let mirror = try GitMirror(of: url, in: fixture.scratch.path("second"), using: network)
        let fetched = try await mirror.fetch(branch: "main")
        let snapshot = try await fetched.repository.snapshot(of: fetched.commit)
        let entry = try #require(try await snapshot.entry("noise.bin"))
        #expect(try await snapshot.blob(entry.id, limit: 4 << 20) == noise)
        withExtendedLifetime(server) {}
    }

    @Test func `a server that says nothing can be left`() async throws {
        let scratch = try GitScratch()
        let server = SilentServer()
        let repository = try await GitRepository.create(at: scratch.path("mirror"), bare: true)
        let url = try GitRemoteURL("http://127.0.0.1:\(server.port)/config.git")
        let task = Task { try await repository.fetch(branch: "main", from: url, using: network()) }
        try await Task.sleep(for: .milliseconds(200))
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: GitError(.cancelled, operation: "fetch from \(url)", message: "cancelled")) {
            try await task.value
        }
        #expect(ContinuousClock.now - start < .seconds(20))
        // The repository's thread is free again.
        #expect(try await repository.head().commit == nil)
    }

    @Test func `an empty repository takes its first commit`() async throws {
        let fixture = try await GitFixture()
        let (server, _) = try await served(fixture)
        try await fixture.git.run(in: fixture.root, "init", "-q", "--bare", "empty.git")
        try await fixture.git.run(in: fixture.root + "/empty.git", "config", "http.receivepack", "true")
        let url = try GitRemoteURL(server.url + "/empty.git")
        let repository = try await GitRepository.create(at: fixture.scratch.path("mirror"), bare: true)
        await #expect(
            throws: GitError(
                .notFound, operation: "fetch from \(url)", message: "there is no branch main; it has none")
        ) { try await repository.fetch(branch: "main", from: url, using: network()) }
        let commit = try await repository.commit(["a": .content([])], onto: nil, .test("first"))
        let outcome = try await repository.push(
            commit, to: "main", of: url, expecting: nil, as: "origin", using: network())
        #expect(outcome == .pushed)
        #expect(try await repository.fetch(branch: nil, from: url, using: network()).commit == commit)
    }

    @Test func `a branch that is not there is named with those that are`() async throws {
        let fixture = try await GitFixture()
        let (server, url) = try await served(fixture)
        let repository = try await GitRepository.create(at: fixture.scratch.path("mirror"), bare: true)
        await #expect(
            throws: GitError(
                .notFound, operation: "fetch from \(url)", message: "there is no branch release; it has main")
        ) { try await repository.fetch(branch: "release", from: url, using: network()) }
        withExtendedLifetime(server) {}
    }
}
