import Foundation
import PinnaceTestSupport
import Testing

/// A password that is refused is told as such and shown nowhere, not even to who asks for every detail.
@Suite struct WrongPasswordTests {
    private static let password = "hunter2 is wrong"

    @Test(arguments: [RegistryKind.bearer, .basic])
    func aRegistryRefusesThePassword(kind: RegistryKind) async throws {
        let directory = try TemporaryDirectory("wrong-password")
        let host = TroubledRepository.host
        let registry = try #require(try await kind.start([host], in: directory).first)
        let login = DockerConfig([host: (user: RegistryKind.user, password: Self.password)])
        let repository = try await TroubledRepository(
            endpoint: registry.address, environment: ["DOCKER_CONFIG": try login.write(to: directory.path("docker"))])

        let verdict = try await repository.verdict(TroubledRepository.goodFile)
        #expect(verdict.status == "blocked" && verdict.reason == "unauthorized")
        let refusal =
            kind == .bearer ? "401 incorrect username or password" : "401 UNAUTHORIZED: authentication required"
        #expect(
            verdict.message == "registry.example.com refused user 'robot' for team/good (\(refusal)): check that the "
                + "password is current and that this user may do it")

        let result = try await repository.pinnace("reconcile", "--commit", "-vv")
        #expect(result.status == 1)
        expectSecret(result)
        try await repository.expectNothingWritten()
    }

    @Test(arguments: [false, true])
    func aGitServerRefusesThePassword(inWorkTree: Bool) async throws {
        let server = try await ConfigServer.start(ProxyRepository.files)
        let directory = try TemporaryDirectory("wrong-password")
        let clone = try await GitFixture.clone(
            server.url, to: directory.path("clone"), environment: try server.home(in: directory, "knowing"))
        let environment = try server.home(in: directory, "home", knowsPassword: false)
            .merging(["PINNACE_GIT_TOKEN": Self.password, "PINNACE_GIT_USERNAME": "ana"]) { $1 }
        let layout = try ImageLayoutDirectory(directory.path("images"))
        let image = try ImageBuilder(seed: "proxy").index()
        for name in [ProxyRepository.source, ProxyRepository.target] {
            try layout.add(image, as: "\(name):\(ProxyRepository.tag)")
        }
        let endpoints = [ProxyRepository.sourceHost, ProxyRepository.targetHost]
            .flatMap { ["--registry-endpoint", "\($0)=layout:\(layout.path)"] }
        let result = try await PinnaceBinary.run(
            ["reconcile"] + (inWorkTree ? ["--push"] : [server.url]) + endpoints + ["-vv"],
            environment: environment, in: clone.path)
        #expect(result.status == 1)
        #expect(
            result.errors.split(separator: "\n").last.map(String.init)
                == "pinnace: cannot fetch from \(server.url): the server refused user ana; check the password or token")
        expectSecret(result)
        #expect(try await server.commitCount() == 1)
        #expect(try await clone.isClean)
    }

    /// Neither the password nor what HTTP Basic makes of it.
    private func expectSecret(_ result: Command.Result) {
        let forms = ["ana", RegistryKind.user].map { Data("\($0):\(Self.password)".utf8).base64EncodedString() }
        for form in forms + [Self.password] {
            #expect(!result.output.contains(form) && !result.errors.contains(form))
        }
    }
}
