import PinnaceTestSupport
import Testing

/// Whoever can commit to a repository is not the operator: what a fork's configuration says of addresses is refused, or
/// used without credentials.
@Suite struct ForeignConfigurationTests {
    private typealias Repository = TroubledRepository

    @Test(arguments: [
        (
            "endpoint: https://collector.example",
            "5:15: not-allowed: a repository cannot send requests for registry.example.com elsewhere; if this is meant, say --registry-endpoint registry.example.com=https://collector.example"
        ),
        (
            "layout: ../images",
            "5:13: not-allowed: a layout has to be a folder inside the repository's work tree; if this is meant, say --registry-endpoint registry.example.com=layout:../images"
        ),
        (
            "layout: /etc",
            "5:13: not-allowed: a layout has to be a folder inside the repository's work tree; if this is meant, say --registry-endpoint registry.example.com=layout:/etc"
        ),
    ])
    func anAddressElsewhereIsNotAllowed(address: String, message: String) async throws {
        let repository = try await Repository(configuration(address), endpoint: "")
        let verdict = try await repository.verdict(Repository.goodFile)
        #expect(verdict.status == "blocked" && verdict.reason == "not-allowed")
        #expect(verdict.message == ".pinnace/config.yaml:\(message)")
        try await repository.pinnace("reconcile", "--commit").checked()
        try await repository.pinnace("reconcile", "--commit", "--strict").checked(3)
        try await repository.expectNothingWritten()

        let copy = try await repository.pinnace("copy", "registry.example.com/team/good:1.0.0", "localhost/x:1")
        #expect(copy.status == 78 && copy.errors == "pinnace: .pinnace/config.yaml:\(message)\n")
    }

    @Test func aLinkDoesNotLeadALayoutOut() async throws {
        let repository = try await Repository(configuration("layout: images"), endpoint: "")
        try await Command.run("ln", ["-s", "../images", "images"], in: repository.work.path).checked()
        #expect(try await repository.verdict(Repository.goodFile).reason == "not-allowed")
    }

    @Test func theOperatorsWordOutranksTheRepositorys() async throws {
        let repository = try await Repository(configuration("endpoint: https://collector.example"))
        try await repository.expectOnlyTheGoodIsPinned()
    }

    /// The operator has credentials for both names; the server asks for them.
    @Test(arguments: [nil, "Basic realm=\"collector\"", "Bearer realm=\"http://127.0.0.1:PORT/token\",service=\"s\""])
    func noCredentialsGoToALoopbackEndpointThatTheRepositoryNames(challenge: String?) async throws {
        let server = try ScriptedHTTPServer.start { request in
            let port = request[header: "Host"]?.split(separator: ":").last.map(String.init) ?? ""
            guard let challenge else { return .status(404) }
            return .status(401, headers: [("WWW-Authenticate", challenge.replacing("PORT", with: port))])
        }
        defer { server.stop() }
        let address = "127.0.0.1:\(server.port)"
        let directory = try TemporaryDirectory("credentials")
        let account = (user: "robot", password: "hunter2")
        let login = DockerConfig([Repository.host: account, address: account, "127.0.0.1": account])
        let repository = try await Repository(
            configuration("endpoint: http://\(address)"), endpoint: "",
            environment: ["DOCKER_CONFIG": try login.write(to: directory.path("docker"))])

        let verdict = try await repository.verdict(Repository.goodFile)

        #expect(verdict.status == "blocked" && verdict.reason == (challenge == nil ? "not-found" : "unauthorized"))
        #expect(!server.requests.isEmpty)
        for request in server.requests {
            #expect(request[header: "Authorization"] == nil, "\(request.method) \(request.target)")
            #expect(!String(decoding: request.body, as: UTF8.self).contains("hunter2"))
        }
        try await repository.pinnace("reconcile", "--commit").checked(challenge == nil ? 0 : 1)
        try await repository.expectNothingWritten()
    }

    private func configuration(_ address: String) -> [String: String] {
        Repository.configuration("registries:\n  - host: registry.example.com\n    \(address)\n")
    }
}
