import HTTPTransport
import PinnaceTestSupport
import Testing

@testable import GitStore

struct CredentialTests {
    @Test(
        arguments: [
            (nil, "https://git.example.com/a", "https://git.example.com/b", true),
            (nil, "https://git.example.com/a", "https://git.example.com:8443/a", false),
            (nil, "https://git.example.com/a", "http://git.example.com/a", false),
            (nil, "https://git.example.com/a", "https://evil.example.com/a", false),
            (nil, nil, "https://git.example.com/a", false),
            ("git.example.com", nil, "https://git.example.com/a", true),
            ("git.example.com", nil, "http://git.example.com/a", false),
            ("git.example.com", "https://evil.example.com/a", "https://evil.example.com/a", false),
            ("git.example.com:8443", nil, "https://git.example.com:8443/a", true),
            ("http://git.example.com", nil, "http://git.example.com/a", true),
            ("127.0.0.1:3000", nil, "http://127.0.0.1:3000/a", true),
            ("-x", nil, "https://-x/a", false),
        ] as [(String?, String?, String, Bool)])
    func `the token goes to one origin`(_ host: String?, _ given: String?, _ asking: String, _ expected: Bool) {
        var environment = ["PINNACE_GIT_TOKEN": "t0ken"]
        environment["PINNACE_GIT_HOST"] = host
        let provider = EnvironmentGitCredentials(environment, given: given.flatMap { try? GitRemoteURL($0) })
        guard let url = try? GitRemoteURL(asking) else { return #expect(!expected) }
        let wanted = GitCredential.basic(user: "x-access-token", password: Secret("t0ken"))
        #expect(provider.credential(for: url) == (expected ? wanted : nil))
    }

    @Test func `git's own helpers are asked, and nobody is prompted`() async throws {
        let scratch = try GitScratch()
        let git = try GitCommandLine(scratch)
        let helper = try await git.makeScript(
            scratch.path("helper"),
            "[ \"$1\" = get ] && cat > '\(scratch.path("asked"))' && echo username=me && echo password=s3cret\n")
        let provider = GitHelperCredentials(git.environment)
        let url = try GitRemoteURL("https://git.example.com:8443/team/config.git")
        #expect(await provider.credential(for: url) == nil)
        try await git.run(
            in: scratch.path, "config", "--global", "credential.https://git.example.com:8443.helper", helper)
        #expect(await provider.credential(for: url) == .basic(user: "me", password: Secret("s3cret")))
        #expect(String(decoding: try scratch.read("asked"), as: UTF8.self).contains("host=git.example.com:8443\n"))
        #expect(await provider.credential(for: try GitRemoteURL("https://other.example.com/x")) == nil)
        #expect(await GitHelperCredentials(["PATH": scratch.path]).credential(for: url) == nil)
    }
}

struct NetrcCredentialTests {
    private static let text = """
        # machine commented.example.com login a password b
        machine git.example.com
          login me
          account ignored
          password s3cret # behind it
        macdef init
        machine macro.example.com login a password b

        machine two.example.com login "a b" password "q\\"uote\\\\d" machine two.example.com login other password 2
        machine none.example.com login me
        machine 127.0.0.1 password alone
        default login anybody password everywhere
        """

    @Test(
        arguments: [
            ("https://git.example.com/a", ("me", "s3cret")), ("https://GIT.example.com:8443/a", ("me", "s3cret")),
            ("http://git.example.com/a", nil), ("ssh://git.example.com/a", nil), ("https://example.com/a", nil),
            ("https://other@git.example.com/a", nil), ("https://me@git.example.com/a", ("me", "s3cret")),
            ("https://macro.example.com/a", nil), ("https://commented.example.com/a", nil),
            ("https://two.example.com/a", ("a b", "q\"uote\\d")), ("https://other@two.example.com/a", ("other", "2")),
            ("https://none.example.com/a", nil), ("http://127.0.0.1:3000/a", ("", "alone")),
        ] as [(String, (String, String)?)])
    func `a server's password goes to that server`(_ url: String, _ expected: (String, String)?) throws {
        let scratch = try GitScratch()
        try scratch.write("home/.netrc", Self.text)
        let wanted = expected.map { GitCredential.basic(user: $0.0, password: Secret($0.1)) }
        let home = ["HOME": scratch.path("home")]
        #expect(NetrcCredentials(home).credential(for: try GitRemoteURL(url)) == wanted)
        #expect(
            NetrcCredentials(home.merging(["NETRC": "/nowhere"]) { $1 }).credential(for: try GitRemoteURL(url)) == nil)
        #expect(
            NetrcCredentials(["NETRC": scratch.path("home/.netrc")]).credential(for: try GitRemoteURL(url)) == wanted)
    }

    @Test func `anything reads as something`() {
        let letters = ["machine", "default", "login", "password", "macdef", "\"", "\\", "#", "\n", " ", "x"]
        for seed in 0..<2000 {
            var (state, text) = (seed, "")
            while state > 0 {
                text += letters[state % letters.count] + (state.isMultiple(of: 3) ? " " : "")
                state /= 5
            }
            _ = NetrcCredentials(["NETRC": text])
            _ = NetrcEntry.entries(text)
        }
    }
}

struct ExtraHeaderCredentialTests {
    @Test func `what a CI's checkout left is used for its server`() async throws {
        let fixture = try await GitFixture()
        let clone = try await fixture.clone()
        for (url, header) in [
            ("https://github.com/", "AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW46dDBrZW4="),
            ("https://github.com/other/", "Authorization: Bearer other"),
        ] {
            try await fixture.git.run(in: clone, "config", "http.\(url).extraheader", header)
        }
        try await fixture.git.run(in: clone, "config", "http.extraheader", "Authorization: Bearer everybody")
        let settings = try await GitHTTPSettings(of: GitRepository.open(clone), fixture.git.environment)
        let provider = ExtraHeaderCredentials(settings)
        func credential(_ url: String) throws -> GitCredential? { provider.credential(for: try GitRemoteURL(url)) }
        #expect(
            try credential("https://github.com/team/config")
                == .basic(user: "x-access-token", password: Secret("t0ken")))
        #expect(try credential("https://github.com/other/x.git") == .bearer(Secret("other")))
        #expect(try credential("https://github.com.evil.example/team/config") == nil)
        #expect(try credential("http://github.com/team/config") == nil)
        let chain = GitCredentialChain.standard(
            fixture.git.environment.merging(["PINNACE_GIT_TOKEN": "mine"]) { $1 },
            given: try GitRemoteURL("https://git.example.com/x"), settings: settings)
        #expect(
            try await chain.credential(for: GitRemoteURL("https://me@git.example.com/y"))
                == .basic(user: "me", password: Secret("mine")))
        #expect(try await chain.credential(for: GitRemoteURL("https://github.com/other/x")) == .bearer(Secret("other")))
        #expect(try await chain.credential(for: GitRemoteURL("https://unknown.example.com/x")) == nil)
    }
}
