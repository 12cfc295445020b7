import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Testing

@testable import Credentials

@Suite struct CredentialProgramTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory("credential-program")
    }

    private var environment: [String: String] {
        ["PATH": directory.path("bin") + ":/usr/bin:/bin", "DOCKER_CONFIG": directory.path("docker"), "MARK": "mark"]
    }

    private func install(_ script: String, as name: String = "test") async throws {
        let path = directory.path("bin/docker-credential-\(name)")
        try await Command.install("#!/bin/sh\n\(script)\n", at: path)
    }

    private func program(timeout: Duration = .seconds(120)) throws -> CredentialProgram {
        var program = try CredentialProgram(name: "test", environment: environment)
        program.timeout = timeout
        return program
    }

    private func failure(_ script: String, timeout: Duration = .seconds(120)) async throws -> CredentialError {
        try await install(script)
        let program = try program(timeout: timeout)
        return try #require(await #expect(throws: CredentialError.self) { try await program.get("gcr.io") })
    }

    @Test func serverStandsOnItsInput() async throws {
        try await install(
            #"read server; echo "{\"ServerURL\":\"$server\",\"Username\":\"$1 $MARK\",\"Secret\":\"$server\"}""#)
        #expect(try await program().get("gcr.io") == .basic(username: "get mark", password: Secret("gcr.io")))
    }

    @Test func tokenUserMeansAnIdentityToken() async throws {
        try await install(#"echo '{"ServerURL":"x","Username":"<token>","Secret":"refresh"}'"#)
        #expect(try await program().get("gcr.io") == .identityToken(Secret("refresh")))
    }

    @Test func notFoundIsNoCredential() async throws {
        try await install("echo 'credentials not found in native keychain'; exit 1")
        #expect(try await program().get("gcr.io") == nil)
        try await install(#"echo '{"ServerURL":"","Username":"","Secret":""}'"#)
        #expect(try await program().get("gcr.io") == nil)
    }

    @Test func failureDoesNotShowItsOutput() async throws {
        let error = try await failure("echo hunter2; echo hunter2 >&2; exit 3")
        #expect(error.code == .programFailed)
        #expect(
            error.description == "docker-credential-test: failed for gcr.io: "
                + "run 'echo gcr.io | docker-credential-test get' to see why")
    }

    @Test(arguments: ["echo hunter2", "echo '{\"Secret\":\"hunter2\"}'", "true"])
    func otherAnswersAreNotShown(_ script: String) async throws {
        let error = try await failure(script)
        #expect(error.code == .invalidAnswer)
        #expect(
            error.description
                == "docker-credential-test: gave an answer for gcr.io that is not the JSON it should be")
    }

    @Test func outputIsBounded() async throws {
        let error = try await failure("head -c 1000000 /dev/zero")
        #expect(error.code == .invalidAnswer)
        #expect(error.message == "printed too much for gcr.io")
    }

    @Test func programThatHangsIsEndedWithItsChildren() async throws {
        let start = ContinuousClock.now
        let error = try await failure("sleep 60; echo", timeout: .seconds(1))
        #expect(error.code == .programTimedOut)
        #expect(error.message == "did not answer for gcr.io within 1 s and was ended")
        #expect(ContinuousClock.now - start < .seconds(40))
    }

    @Test func cancellationEndsIt() async throws {
        try await install("sleep 60")
        let program = try program()
        let task = Task { try await program.get("gcr.io") }
        try await Task.sleep(for: .milliseconds(300))
        task.cancel()
        let error = await #expect(throws: CredentialError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test func missingProgramSaysWhoNamesIt() async throws {
        let program = try CredentialProgram(name: "none", environment: environment)
        let error = await #expect(throws: CredentialError.self) { try await program.get("gcr.io") }
        #expect(
            error?.description == "docker-credential-none: the Docker configuration names this program for gcr.io, "
                + "and it is not installed: install it, or take it out of credHelpers or credsStore")
    }

    @Test(arguments: ["", "../evil", "a/b", "a b", "a;b", "a\0b", "ä", String(repeating: "a", count: 65)])
    func nameCannotLeadOut(_ name: String) {
        let error = #expect(throws: CredentialError.self) {
            try CredentialProgram(name: name, environment: [:])
        }
        #expect(error?.code == .invalidProgramName)
    }

    @Test func configurationChoosesTheProgramAndAsksItOnce() async throws {
        try directory.write(
            "docker/config.json",
            #"{"credsStore":"all","credHelpers":{"gcr.io":"test"},"auths":{"quay.io":{"registrytoken":"file"}}}"#)
        try await install(
            #"read s; echo x >> "$DOCKER_CONFIG/calls"; echo "{\"Username\":\"helper\",\"Secret\":\"$s\"}""#)
        try await install(
            #"read s; [ "$s" = quay.io ] && echo 'credentials not found in native keychain' && exit 1; "#
                + #"echo "{\"Username\":\"store\",\"Secret\":\"$s\"}""#, as: "all")
        let credentials = DockerConfigCredentials(environment: environment)
        for name in ["gcr.io/p/a", "gcr.io/p/b", "gcr.io/p/a"] {
            let credential = try await credentials.credential(for: ImageRepository(parsing: name))
            #expect(credential == .basic(username: "helper", password: Secret("gcr.io")))
        }
        #expect(try directory.read("docker/calls") == "x\n")
        #expect(try await credentials.credential(for: ImageRepository(parsing: "quay.io/a")) == .bearer(Secret("file")))
        #expect(
            try await credentials.credential(for: ImageRepository(parsing: "nginx"))
                == .basic(username: "store", password: Secret("https://index.docker.io/v1/")))
    }
}
