import HTTPTransport
import ImageModel
import PinnaceTestSupport
import SystemPackage
import Testing

@testable import Credentials

@Suite struct DockerConfigPlacesTests {
    private let directory: TemporaryDirectory
    private let repository: ImageRepository

    init() throws {
        directory = try TemporaryDirectory("docker-config")
        repository = try ImageRepository(parsing: "gcr.io/p/app")
    }

    private func write(_ file: String, _ token: String) throws {
        try directory.write(file, #"{"auths":{"gcr.io":{"registrytoken":"\#(token)"}}}"#)
    }

    private func credential(
        _ environment: [String: String], _ file: String? = nil
    ) async throws(CredentialError) -> RegistryCredential? {
        try await DockerConfigCredentials(
            environment: environment, explicitFile: file.map { FilePath(directory.path($0)) }
        ).credential(for: repository)
    }

    @Test func placesAreAskedInOrder() async throws {
        try write("explicit.json", "explicit")
        try write("auth.json", "podman")
        try write("docker/config.json", "docker")
        try write("home/.docker/config.json", "home")
        try write("run/containers/auth.json", "runtime")
        try write("config/containers/auth.json", "settings")
        var environment = [
            "XDG_CONFIG_HOME": directory.path("config"),
            "DOCKER_AUTH_CONFIG": #"{"auths":{"gcr.io":{"registrytoken":"variable"}}}"#,
            "REGISTRY_AUTH_FILE": directory.path("auth.json"),
            "DOCKER_CONFIG": directory.path("docker"),
            "HOME": directory.path("home"),
            "XDG_RUNTIME_DIR": directory.path("run"),
        ]
        #expect(try await credential(environment, "explicit.json") == .bearer(Secret("explicit")))
        for (variable, token) in [
            ("DOCKER_AUTH_CONFIG", "variable"), ("REGISTRY_AUTH_FILE", "podman"), ("DOCKER_CONFIG", "docker"),
            ("HOME", "home"), ("XDG_RUNTIME_DIR", "runtime"),
            ("XDG_CONFIG_HOME", "settings"),
        ] {
            #expect(try await credential(environment) == .bearer(Secret(token)))
            environment[variable] = ""
        }
        #expect(try await credential(environment) == nil)
    }

    @Test func settingsAreInTheHomeDirectoryOtherwise() async throws {
        try write("home/.config/containers/auth.json", "home")
        #expect(try await credential(["HOME": directory.path("home")]) == .bearer(Secret("home")))
        #expect(
            try await credential(["HOME": directory.path("home"), "XDG_CONFIG_HOME": directory.path("none")]) == nil)
    }

    @Test func dockerConfigReplacesTheHomeDirectory() async throws {
        try write("home/.docker/config.json", "home")
        #expect(try await credential(["DOCKER_CONFIG": directory.path("none"), "HOME": directory.path("home")]) == nil)
    }

    @Test func namedFileHasToBeThere() async throws {
        let file = directory.path("none.json")
        for environment in [[:], ["REGISTRY_AUTH_FILE": file]] {
            let error = await #expect(throws: CredentialError.self) {
                try await credential(environment, environment.isEmpty ? "none.json" : nil)
            }
            #expect(error?.description == "\(file): cannot be read: No such file or directory")
        }
    }

    @Test func fileThatCannotBeReadSaysSo() async throws {
        try directory.directory("docker/config.json")
        let error = await #expect(throws: CredentialError.self) {
            try await credential(["DOCKER_CONFIG": directory.path("docker")])
        }
        #expect(error?.code == .unreadableFile)
    }

    @Test func changedFileIsSeen() async throws {
        try write("docker/config.json", "one")
        let credentials = DockerConfigCredentials(environment: ["DOCKER_CONFIG": directory.path("docker")])
        #expect(try await credentials.credential(for: repository) == .bearer(Secret("one")))
        try write("docker/config.json", "two")
        #expect(try await credentials.credential(for: repository) == .bearer(Secret("two")))
    }
}
