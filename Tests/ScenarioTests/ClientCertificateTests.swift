import PinnaceTestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A git server that wants to see a certificate, with git's own variables and settings for it.
@Suite struct ClientCertificateTests {
    private let directory: TemporaryDirectory
    private let scratch: GitScratch
    private let tags: FloatingTags
    private let server: GitHTTPServer
    private let bare: String

    init() async throws {
        directory = try TemporaryDirectory("client-certificate")
        scratch = try GitScratch()
        tags = try FloatingTags(["amber"], in: directory)
        bare = scratch.path("repositories/config.git")
        try await GitFixture.make([FloatingTags.file("amber"): FloatingTags.pod("amber")]).bareCopy(at: bare)
        try await Command.run("git", ["-C", bare, "config", "http.receivepack", "true"]).checked()
        try await Command.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                "/CN=ana", "-keyout", directory.path("ana.key"), "-out", directory.path("ana.pem"),
            ]
        ).checked()
        server = try await GitHTTPServer.start(
            root: scratch.path("repositories"), in: scratch, tls: "TLSv1.3", clients: directory.path("ana.pem"))
        try write(settings: "")
    }

    private func write(settings: String) throws {
        try directory.write(
            "home/.gitconfig", "[user]\n\tname = Ana Developer\n\temail = ana@example.com\n" + settings)
    }

    private var environment: [String: String] {
        [
            "HOME": directory.path("home"), "GIT_CONFIG_GLOBAL": directory.path("home/.gitconfig"),
            "PINNACE_CACHE": directory.path("cache"),
        ]
    }

    private func reconcile(_ more: [String: String]) async throws -> Command.Result {
        try await PinnaceBinary.run(
            ["reconcile", "\(server.url)/config.git", "--registry-endpoint", tags.endpoint],
            environment: environment.merging(more) { $1 }, in: directory.path)
    }

    private func expectPin() async throws {
        #expect(try await Command.run("git", ["-C", bare, "rev-list", "--count", "main"]).checked() == "2")
    }

    @Test func itIsShownToTheServerThatWantsIt() async throws {
        let authority = ["GIT_SSL_CAINFO": try #require(server.authority)]
        let stranger = try await reconcile(authority)
        #expect(stranger.status == 1, "\(stranger.errors)")
        let known = ["GIT_SSL_CERT": directory.path("ana.pem"), "GIT_SSL_KEY": directory.path("ana.key")]
        try await reconcile(authority.merging(known) { $1 }).checked()
        try await expectPin()
    }

    @Test func gitsSettingsNameItAsWell() async throws {
        func settings(_ url: String) throws -> String {
            """
            [http "\(url)"]
            \tsslCAInfo = \(try #require(server.authority))
            \tsslCert = ~/ana.pem
            \tsslKey = ~/ana.key
            """
        }
        for name in ["ana.pem", "ana.key"] {
            try FileManager.default.copyItem(
                atPath: directory.path(name), toPath: directory.path("home/\(name)"))
        }
        try write(settings: try settings("https://127.0.0.1:1/"))
        let other = try await reconcile([:])
        #expect(other.status == 1, "they are another server's: \(other.errors)")
        try write(settings: try settings(server.url))
        try await reconcile([:]).checked()
        try await expectPin()
    }

    @Test func aProxyOfGitsSettingsIsAsked() async throws {
        let proxy = try ScriptedHTTPServer.start { _ in .status(403) }
        defer { proxy.stop() }
        try write(settings: "[http \"https://git.example.test/\"]\n\tproxy = http://127.0.0.1:\(proxy.port)\n")
        let result = try await PinnaceBinary.run(
            ["reconcile", "https://git.example.test/config.git"], environment: environment, in: directory.path)
        #expect(result.status != 0)
        #expect(proxy.requests.map(\.method).contains("CONNECT"), "\(result.errors)")
        #expect(proxy.requests.allSatisfy { $0.target == "git.example.test:443" })
    }
}
