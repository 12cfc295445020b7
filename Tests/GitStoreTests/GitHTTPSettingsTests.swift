import GitStore
import HTTPTransport
import PinnaceTestSupport
import Testing

struct GitHTTPSettingsTests {
    /// - Parameter own: the repository's own settings, as `git config` takes them.
    private func settings(
        _ global: String, own: [(String, String)]? = nil
    ) async throws -> GitHTTPSettings {
        let fixture = try await GitFixture()
        let path = try fixture.scratch.write("global", global)
        let environment = ["GIT_CONFIG_GLOBAL": path, "GIT_CONFIG_NOSYSTEM": "1", "HOME": "/people/ana"]
        guard let own else { return try await GitHTTPSettings(of: nil, environment) }
        let clone = try await fixture.clone()
        for (name, value) in own { try await fixture.git.run(in: clone, "config", "--add", name, value) }
        return try await GitHTTPSettings(of: GitRepository.open(clone, environment: environment), environment)
    }

    @Test func `what is set for every server`() async throws {
        let server = try await settings(
            """
            [http]
            \tproxy = http://proxy.example.com:3128
            \tsslCAInfo = ~/ca.pem
            \tsslCert = /etc/client.pem
            \tsslKey = ~
            \textraHeader = X-Team:  blue
            \textraHeader = nonsense
            \textraHeader = Authorization: Bearer everybody
            """
        ).server(GitRemoteURL("https://git.example.com/team/config.git"))
        #expect(server.proxy == Secret("http://proxy.example.com:3128"))
        #expect(server.authorities == "/people/ana/ca.pem")
        #expect(server.certificate == "/etc/client.pem")
        #expect(server.key == "/people/ana")
        #expect(server.headers == ["X-Team": Secret("blue")])
        #expect("\(server)".contains("blue") == false && "\(server)".contains("3128") == false)
    }

    @Test(
        arguments: [
            ("https://git.example.com/team/config.git", "team"), ("https://git.example.com/teams/x", "host"),
            ("https://git.example.com:443/team", "team"), ("https://ana@git.example.com/x", "user"),
            ("https://other.example.com/x", "label"), ("https://a.b.example.com/x", "all"),
            ("http://git.example.com/team/x", "all"), ("https://git.example.com:8443/team/x", "port"),
            ("https://git.example.com.evil.example/team/x", "all"), ("https://example.com/x", "all"),
        ])
    func `the most of a URL wins, wherever it stands`(url: String, proxy: String) async throws {
        let settings = try await settings(
            """
            [http "https://git.example.com/team/"]
            \tproxy = team
            [http "https://ana@git.example.com"]
            \tproxy = user
            [http "https://git.example.com"]
            \tproxy = host
            [http "https://git.example.com:8443/"]
            \tproxy = port
            [http "https://*.example.com"]
            \tproxy = label
            [http]
            \tproxy = all
            [http "nowhere"]
            \tproxy = none
            """)
        #expect(try settings.server(GitRemoteURL(url)).proxy == Secret(proxy))
    }

    @Test func `the repository's own outranks the user's, which stands alone without it`() async throws {
        let global = "[http]\n\tproxy = user\n\textraHeader = X-One: 1\n"
        let own = [("http.proxy", "own"), ("http.https://git.example.com/.extraHeader", "X-Two: 2")]
        let url = try GitRemoteURL("https://git.example.com/x")
        let both = try await settings(global, own: own).server(url)
        #expect(both.proxy == Secret("own"))
        #expect(both.headers == ["X-One": Secret("1"), "X-Two": Secret("2")])
        let alone = try await settings(global).server(url)
        #expect(alone.proxy == Secret("user") && alone.headers == ["X-One": Secret("1")])
        let emptied = try await settings(global, own: [("http.extraHeader", ""), ("http.proxy", "")]).server(url)
        #expect(emptied.headers.isEmpty && emptied.proxy == Secret(""))
    }

    @Test func `a token for many servers is nobody's`() async throws {
        let settings = try await settings(
            "[http \"https://*.example.com/\"]\n\textraHeader = Authorization: Bearer t0ken\n")
        #expect(try ExtraHeaderCredentials(settings).credential(for: GitRemoteURL("https://a.example.com/x")) == nil)
    }
}
