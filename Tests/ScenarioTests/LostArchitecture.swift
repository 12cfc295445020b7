import PinnaceTestSupport
import Testing

/// The team's servers, one clone of its repository, and what happens to them step by step.
struct LostArchitecture {
    /// What Google built, and what somebody pushed from an Arm laptop under the same tag.
    private let google: BuiltImage
    private let laptop: BuiltImage
    private let kind: RegistryKind
    private let source: ImageHost
    private let target: ImageHost
    private let server: ConfigServer
    private let directory: TemporaryDirectory
    private let clone: GitFixture
    private let environment: [String: String]

    private static let target = ProxyRepository.target
    private static let tag = ProxyRepository.tag

    init(_ kind: RegistryKind) async throws {
        self.kind = kind
        directory = try TemporaryDirectory("lost-architecture")
        let hosts = try await kind.start([ProxyRepository.sourceHost, ProxyRepository.targetHost], in: directory)
        (source, target) = (hosts[0], hosts[1])
        google = try ImageBuilder(seed: "google").index(attestations: true)
        laptop = try ImageBuilder(seed: "laptop").image("linux/arm64")
        server = try await ConfigServer.start(ProxyRepository.files)
        environment = try Self.environment("home", server, directory)
        clone = try await GitFixture.clone(server.url, to: directory.path("clone"), environment: environment)
        try await source.publish(google, ProxyRepository.sourceRepository, tag: Self.tag)
        try await target.publish(laptop, ProxyRepository.targetRepository, tag: Self.tag)
    }
}

extension LostArchitecture {
    func theDryRunBlocksTheReferenceAndSaysHowToMendIt() async throws {
        for reference in try await plan().references(to: "cloud-sql-proxy") where reference.reason != "overridden" {
            let place = Comment(rawValue: "\(reference.file): \(reference.message ?? "")")
            let message = try #require(reference.message, place)
            #expect(reference.status == "blocked", place)
            #expect(reference.reason == "platform-missing", place)
            #expect(message.contains("linux/amd64"), place)
            #expect(message.contains("\(Self.target):\(Self.tag) offers linux/arm64"), place)
            #expect(message.contains("linux/amd64, linux/arm64"), "what the source offers is missing: \(message)")
            #expect(try mendingCommand(message) == copyCommand, place)
        }
        try await pinnace(["reconcile", "--dry-run", "--strict"]).checked(3)
        #expect(try await clone.isClean)
        #expect(try await server.commitCount() == 1)
    }

    func aRunThatIsNotDryLeavesTheReferenceAlone() async throws {
        try await pinnace(["reconcile", "--push"]).checked()
        #expect(try await server.commitCount() == 1)
        try await expectOriginalFiles()
    }

    func theCopyMovesTheTagOnlyWhenToldTo() async throws {
        guard let registry = target.registry else {
            return try await target.publish(google, ProxyRepository.targetRepository, tag: Self.tag)
        }
        _ = try await pinnace(copyCommand.filter { $0 != "--replace" })
        #expect(try await registry.digest(ProxyRepository.targetRepository, Self.tag) == laptop.digest)

        try await pinnace(copyCommand).checked()
        #expect(try await registry.manifest(ProxyRepository.targetRepository, Self.tag) == google.root)
        for child in google.children {
            #expect(try await registry.manifest(ProxyRepository.targetRepository, child.digest) == child)
        }
    }

    func theNextRunMovesAndPinsIt() async throws {
        let pinned = "\(Self.target):\(Self.tag)@\(google.digest)"
        let changes = try await plan().references.filter { $0.status == "change" }
        #expect(Set(changes.map(\.file)).isSuperset(of: ProxyRepository.imageFiles))
        #expect(changes.allSatisfy { $0.to == pinned && $0.source?.identical == true })

        try await pinnace(["reconcile", "--push"]).checked()
        #expect(try await server.commitCount() == 2)
        #expect(try await server.message().contains("Pinnace-Operation: reconcile"))
        try await expectPinnedFiles()
        #expect(try await clone.isClean)
        try await expectNoMoreCommits(than: 2)
    }

    func theRollbackPutsBackWhatStoodThere() async throws {
        try await pinnace(["rollback", "--image", Self.target]).checked()
        #expect(try await clone.isClean)
        try await push()
        #expect(try await server.commitCount() == 3)
        #expect(try await server.message().contains("Pinnace-Operation: rollback"))
        try await expectOriginalFiles()
        #expect(try await server.file(".pinnace/holds.yaml").contains("cloud-sql-proxy"))
    }

    /// Here, in another clone on another machine, and without a work tree.
    func threeMoreRunsChangeNothing() async throws {
        try await expectHeld()
        try await expectNoMoreCommits(than: 3)

        let elsewhere = try Self.environment("home-elsewhere", server, directory)
        let other = try await GitFixture.clone(server.url, to: directory.path("elsewhere"), environment: elsewhere)
        try await pinnace(["reconcile", "--push"], in: other.path, elsewhere).checked()
        try await pinnace(["reconcile", server.url, "--push"], in: directory.path, elsewhere).checked()
        #expect(try await server.commitCount() == 3)
    }

    /// Digests have no order: neither a new one nor the old one again is progress over a refused move.
    func aTagThatMovesAndComesBackIsStillHeld() async throws {
        let next = try ImageBuilder(seed: "google, rebuilt").index(attestations: true)
        for image in [next, google] {
            try await source.publish(image, ProxyRepository.sourceRepository, tag: Self.tag)
            try await target.publish(image, ProxyRepository.targetRepository, tag: Self.tag)
            try await expectHeld()
            try await expectNoMoreCommits(than: 3)
            try await expectOriginalFiles()
        }
    }

    func theReleaseLetsItGo() async throws {
        try await pinnace(["release", "--image", Self.target]).checked()
        try await push()
        let before = try await server.commitCount()
        try await pinnace(["reconcile", "--push"]).checked()
        #expect(try await server.commitCount() == before + 1)
        try await expectPinnedFiles()
        try await expectNoMoreCommits(than: before + 1)
    }
}

extension LostArchitecture {
    private var copyCommand: [String] {
        ["copy", "--replace", "\(ProxyRepository.source):\(Self.tag)", "\(Self.target):\(Self.tag)"]
    }

    /// The arguments of the `pinnace copy` that a message names.
    private func mendingCommand(_ message: String) throws -> [String] {
        let start = try #require(message.firstRange(of: "pinnace copy")?.lowerBound, "no command in: \(message)")
        let words = message[start...].split { " `'\n".contains($0) }.dropFirst().prefix(4)
        return words.map { String($0).trimming { ".,;)".contains($0) } }
    }

    private func expectHeld() async throws {
        let references = try await plan().references(to: "cloud-sql-proxy").filter { $0.reason != "overridden" }
        #expect(!references.isEmpty)
        #expect(references.allSatisfy { $0.status == "held" && $0.reason == "held" }, "\(references)")
    }

    private func expectNoMoreCommits(than count: Int) async throws {
        try await pinnace(["reconcile", "--push"]).checked()
        #expect(try await server.commitCount() == count)
    }

    private func expectOriginalFiles() async throws {
        for file in ProxyRepository.imageFiles {
            #expect(try await server.file(file) == ProxyRepository.files[file])
        }
    }

    private func expectPinnedFiles() async throws {
        let digest = google.digest
        #expect(try await server.file(ProxyRepository.deploymentFile) == ProxyRepository.pinnedDeployment(digest))
        #expect(try await server.file(ProxyRepository.valuesFile) == ProxyRepository.pinnedValues(digest))
        let overlay = try await server.file(ProxyRepository.overlayFile)
        #expect(overlay.contains("newName: \(Self.target)\n") && overlay.contains(digest), "\(overlay)")
    }

    private func plan() async throws -> PlanOutput {
        try PlanOutput(try await pinnace(["reconcile", "--dry-run", "--format", "json"]))
    }

    private func pinnace(
        _ arguments: [String],
        in place: String? = nil,
        _ environment: [String: String]? = nil
    ) async throws -> Command.Result {
        let endpoints = [
            "--registry-endpoint", "\(ProxyRepository.sourceHost)=\(source.address)",
            "--registry-endpoint", "\(ProxyRepository.targetHost)=\(target.address)",
        ]
        let takesEndpoints = ["reconcile", "copy"].contains(arguments[0])
        return try await PinnaceBinary.run(
            arguments + (takesEndpoints ? endpoints : []),
            environment: environment ?? self.environment,
            in: place ?? clone.path
        )
    }

    /// With git itself, so that the server's rules against forced pushes are asked about Pinnace's commit.
    private func push() async throws {
        try await clone.git("push", "--quiet", "origin", "HEAD:main", environment: environment)
    }

    /// One person's machine: a home, git's and the registries' credentials, caches of its own.
    private static func environment(
        _ home: String,
        _ server: ConfigServer,
        _ directory: TemporaryDirectory
    ) throws -> [String: String] {
        let account = (user: RegistryKind.user, password: RegistryKind.password)
        let login = DockerConfig([ProxyRepository.sourceHost: account, ProxyRepository.targetHost: account])
        var environment = try server.home(in: directory, home)
        environment["DOCKER_CONFIG"] = try login.write(to: directory.path("\(home)/docker"))
        return environment
    }
}
