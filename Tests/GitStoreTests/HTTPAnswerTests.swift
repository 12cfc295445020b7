import Foundation
import GitStore
import HTTPTransport
import PinnaceTestSupport
import Synchronization
import Testing

/// Answers by rule and remembers what was asked.
private final class ScriptedHTTP: HTTPClient {
    struct Answer: Sendable {
        var status = 200
        var type = "text/plain"
        var body = ""
        var movedTo: String?
    }

    private let rule: @Sendable (HTTPRequest) -> Answer
    private let seen = Mutex<[HTTPRequest]>([])
    var requests: [HTTPRequest] { seen.withLock { $0 } }

    init(_ rule: @escaping @Sendable (HTTPRequest) -> Answer) {
        self.rule = rule
    }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        throw HTTPError(.invalidRequest, url: "", message: "not used")
    }

    func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStreamingResponse {
        seen.withLock { $0.append(request) }
        let answer = rule(request)
        let body = Mutex<[UInt8]?>(Array(answer.body.utf8))
        let rest = Body(body)
        return HTTPStreamingResponse(
            status: answer.status, url: answer.movedTo.flatMap { URL(string: $0) } ?? request.url,
            headers: ["Content-Type": answer.type], nextChunk: { rest.take() }, cancel: {})
    }

    private final class Body: Sendable {
        private let bytes: Mutex<[UInt8]?>
        init(_ bytes: consuming Mutex<[UInt8]?>) { self.bytes = bytes }
        func take() -> [UInt8]? {
            bytes.withLock { bytes in
                defer { bytes = nil }
                return bytes
            }
        }
    }
}

struct HTTPAnswerTests {
    private func failure(_ client: ScriptedHTTP, of text: String = "https://git.example.com/x.git") async throws
        -> GitError
    {
        let scratch = try GitScratch()
        let repository = try await GitRepository.create(at: scratch.path("mirror"), bare: true)
        let credentials = FixedCredentials(user: "deploy", password: "t0ken")
        do throws(GitError) {
            _ = try await repository.fetch(
                branch: "main", from: GitRemoteURL(text), using: GitNetwork(http: client, credentials: credentials))
        } catch {
            return error
        }
        throw GitError(.git, operation: "test", message: "no error came")
    }

    @Test(arguments: [
        (
            403, "text/plain", "Write access\u{1B}[31m not granted.\n", GitError.Code.forbidden,
            "an anonymous user may not do that (403); the server says: Write access[31m not granted."
        ),
        (
            404, "text/html", "<html>", .repositoryNotFound,
            "there is no such repository, or an anonymous user may not see it (404)"
        ),
        (503, "text/plain", "", .server, "the server answered 503"),
        (
            200, "text/html; charset=utf-8", "<html>", .server,
            "the answer is not git's (Content-Type text/html; charset=utf-8); check the URL"
        ),
        (
            302, "text/plain", "", .server,
            "the server moved in the middle of the exchange (302); use its new URL"
        ),
    ])
    func `an unwelcome answer is told`(
        _ status: Int, _ type: String, _ body: String, _ code: GitError.Code, _ message: String
    ) async throws {
        let client = ScriptedHTTP { _ in .init(status: status, type: type, body: body) }
        let error = try await failure(client)
        #expect(error == GitError(code, operation: "fetch from https://git.example.com/x.git", message: message))
    }

    @Test func `a refused password is tried once`() async throws {
        let client = ScriptedHTTP { _ in .init(status: 401) }
        let error = try await failure(client)
        #expect(error.message == "the server refused user deploy; check the password or token")
        #expect(client.requests.map { $0.authorization != nil } == [false, true])
        #expect(client.requests[1].authorization == Secret("Basic ZGVwbG95OnQwa2Vu"))
        #expect(
            client.requests[0].url.absoluteString
                == "https://git.example.com/x.git/info/refs?service=git-upload-pack")
    }

    /// A server may deny that a repository is there to whoever does not say who they are.
    @Test func `the environment's token is shown at once, to its server alone`() async throws {
        let url = try GitRemoteURL("https://git.example.com/x.git")
        let credentials = EnvironmentGitCredentials(["PINNACE_GIT_TOKEN": "t0ken"], given: url)
        let chain = GitCredentialChain([credentials, FixedCredentials(user: "other", password: "later")])
        let client = ScriptedHTTP { request in
            if request.url.host() != "git.example.com" { return .init(status: 401) }
            return .init(
                status: request.authorization == nil ? 404 : 401,
                movedTo: "https://evil.example.com/x.git/info/refs?service=git-upload-pack")
        }
        let scratch = try GitScratch()
        let repository = try await GitRepository.create(at: scratch.path("mirror"), bare: true)
        await #expect(throws: GitError.self) {
            try await repository.fetch(
                branch: "main", from: url, using: GitNetwork(http: client, credentials: chain))
        }
        #expect(client.requests[0].authorization == Secret("Basic eC1hY2Nlc3MtdG9rZW46dDBrZW4="))
        let later = Secret("Basic b3RoZXI6bGF0ZXI=")
        #expect(client.requests.dropFirst().allSatisfy { $0.authorization == nil || $0.authorization == later })
    }

    @Test func `the password in a URL does not follow a redirect`() async throws {
        let client = ScriptedHTTP { request in
            request.url.host() == "git.example.com"
                ? .init(status: 401, movedTo: "https://evil.example.com/x.git/info/refs?service=git-upload-pack")
                : .init(status: 401)
        }
        let scratch = try GitScratch()
        let repository = try await GitRepository.create(at: scratch.path("mirror"), bare: true)
        let url = try GitRemoteURL("https://me:t0ken@git.example.com/x.git")
        await #expect(
            throws: GitError(
                .authentication, operation: "fetch from https://git.example.com/x.git",
                message: "https://evil.example.com:443 asks for a user and a password or token, and none is known for "
                    + "it; set PINNACE_GIT_USERNAME and PINNACE_GIT_TOKEN, or configure a git credential helper")
        ) { try await repository.fetch(branch: "main", from: url, using: GitNetwork(http: client)) }
        #expect(client.requests.allSatisfy { $0.authorization == nil })
    }

    @Test func `neither plain HTTP nor a login page is followed`() async throws {
        let downgrade = ScriptedHTTP { _ in
            .init(movedTo: "http://git.example.com/x.git/info/refs?service=git-upload-pack")
        }
        #expect(try await failure(downgrade).message == "the server sent us from https to plain http")
        let login = ScriptedHTTP { _ in .init(movedTo: "https://git.example.com/login") }
        #expect(
            try await failure(login).message
                == "the server sent us to another page instead of the repository; check the URL")
    }
}
