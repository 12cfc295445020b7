import Foundation
import PinnaceTestSupport
import Testing

/// A CI runner with a checkout of the config repository, an open gcr.io and a target that asks for a password.
struct ScheduledPinning {
    let server: ConfigServer
    private let workflow: WorkflowFile
    private let environment: [String: String]
    private let checkout: GitFixture
    private let directory: TemporaryDirectory
    private let registries: [DockerRegistry]
    private let image: BuiltImage

    /// - Parameters:
    ///   - text: the CI service's file.
    ///   - user: who the file's credential helper says it is to the git server.
    ///   - refusesForce: as the server of ``ConfigServer``.
    ///   - variables: what the service sets for its steps, given the repository's URL and the password for it.
    init(
        text: String,
        user: String,
        refusesForce: Bool = true,
        variables: (_ url: String, _ password: String) -> [String: String]
    ) async throws {
        workflow = WorkflowFile(text)
        directory = try TemporaryDirectory("scheduled-pinning")
        server = try await ConfigServer.start(
            ProxyRepository.files, user: user, path: "team/config.git", refusesForce: refusesForce)
        let account = (user: "_json_key", password: #"{"type": "service_account"}"#)
        let open = try await DockerRegistry.start()
        let closed = try await DockerRegistry.start(.basic(user: account.user, password: account.password))
        registries = [open, closed]
        image = try ImageBuilder(seed: "google").index(attestations: true)
        try await open.push(image, to: ProxyRepository.sourceRepository, tag: ProxyRepository.tag)
        try await closed.push(image, to: ProxyRepository.targetRepository, tag: ProxyRepository.tag)

        let knowing = try server.home(in: directory, "fetching")
        checkout = try await GitFixture.clone(server.url, to: directory.path("checkout"), environment: knowing)
        environment = try Self.environment(directory, account, registries)
            .merging(variables(server.url, server.password)) { $1 }
    }

    /// - Parameter file: the CI service's file in this project.
    init(
        _ file: String,
        user: String,
        refusesForce: Bool = true,
        variables: (_ url: String, _ password: String) -> [String: String]
    ) async throws {
        let text = try ProjectFiles.text(file)
        try await self.init(text: text, user: user, refusesForce: refusesForce, variables: variables)
    }

    /// A clean machine: `pinnace` on `PATH` in place of the step that installs it, nothing else of the tests' own.
    private static func environment(
        _ directory: TemporaryDirectory,
        _ account: (user: String, password: String),
        _ registries: [DockerRegistry]
    ) throws -> [String: String] {
        let home = try directory.directory("home")
        let path = Command.environment(home: home)["PATH"] ?? ""
        let endpoints = zip([ProxyRepository.sourceHost, ProxyRepository.targetHost], registries)
            .map { "--registry-endpoint \($0)=\($1.endpoint)" }
        return [
            "HOME": home,
            "GIT_CONFIG_GLOBAL": "\(home)/.gitconfig",
            "RUNNER_TEMP": try directory.directory("runner"),
            "PATH": "\(try directory.directory("bin")):\(path)",
            "PINNACE_OPTIONS": endpoints.joined(separator: " "),
            "PINNACE_CLOUD_CREDENTIALS": "",
            "REGISTRY_HOST": ProxyRepository.targetHost,
            "REGISTRY_USER": account.user,
            "REGISTRY_PASSWORD": account.password,
        ]
    }
}

extension ScheduledPinning {
    /// Puts the checkout where the service's runner leaves it: at a commit of the branch, under no branch's name.
    func detach() async throws {
        try await checkout.git("checkout", "--quiet", "--detach", "HEAD")
    }

    /// Runs the file's steps one after the other, each in a shell of its own that stops at the first failure.
    func run(_ steps: String...) async throws {
        for step in steps { try await run(script: try workflow.script(step)) }
    }

    func run(script: String) async throws {
        try await Command.run("ln", ["-sf", PinnaceBinary.path, directory.path("bin/pinnace")]).checked()
        let result = try await Command.run(
            "bash",
            ["--noprofile", "--norc", "-e", "-o", "pipefail", directory.write("runner/step.sh", script)],
            environment: environment,
            in: checkout.path
        )
        try result.checked()
        #expect(!result.output.contains(server.password) && !result.errors.contains(server.password))
    }

    /// A file that a step left in the home directory.
    func homeFile(_ name: String) throws -> String {
        try String(contentsOfFile: directory.path("home/\(name)"), encoding: .utf8)
    }

    func expectPinned(on branch: String, commits: Int) async throws {
        #expect(try await server.commitCount(branch) == commits)
        let deployment = try await server.file(ProxyRepository.deploymentFile, branch)
        #expect(deployment == ProxyRepository.pinnedDeployment(image.digest))
        #expect(try await server.message(branch).contains("Pinnace-Operation: reconcile"))
    }

    /// Neither the checkout nor its git directory holds the password.
    func expectNoPasswordOnDisk() async throws {
        let result = try await Command.run("grep", ["-rlF", server.password, checkout.path])
        #expect(result.status == 1, "\(result)")
    }
}
