import PinnaceTestSupport
import Testing

/// A git server that wants to see a certificate, with git's own variables for it.
@Suite struct ClientCertificateTests {
    @Test func itIsShownToTheServerThatWantsIt() async throws {
        let directory = try TemporaryDirectory("client-certificate")
        let scratch = try GitScratch()
        let tags = try FloatingTags(["amber"], in: directory)
        let bare = scratch.path("repositories/config.git")
        try await GitFixture.make([FloatingTags.file("amber"): FloatingTags.pod("amber")]).bareCopy(at: bare)
        try await Command.run("git", ["-C", bare, "config", "http.receivepack", "true"]).checked()
        try await Command.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                "/CN=ana", "-keyout", directory.path("ana.key"), "-out", directory.path("ana.pem"),
            ]
        ).checked()
        let server = try await GitHTTPServer.start(
            root: scratch.path("repositories"), in: scratch, tls: "TLSv1.3", clients: directory.path("ana.pem"))
        try directory.write("home/.gitconfig", "[user]\n\tname = Ana Developer\n\temail = ana@example.com\n")
        func reconcile(_ more: [String: String]) async throws -> Command.Result {
            try await PinnaceBinary.run(
                ["reconcile", "\(server.url)/config.git", "--registry-endpoint", tags.endpoint],
                environment: [
                    "HOME": directory.path("home"), "GIT_CONFIG_GLOBAL": directory.path("home/.gitconfig"),
                    "GIT_SSL_CAINFO": try #require(server.authority), "PINNACE_CACHE": directory.path("cache"),
                ].merging(more) { $1 }, in: directory.path)
        }
        let stranger = try await reconcile([:])
        #expect(stranger.status == 1, "\(stranger.errors)")
        let known = ["GIT_SSL_CERT": directory.path("ana.pem"), "GIT_SSL_KEY": directory.path("ana.key")]
        try await reconcile(known).checked()
        #expect(try await Command.run("git", ["-C", bare, "rev-list", "--count", "main"]).checked() == "2")
        withExtendedLifetime(server) {}
    }
}
