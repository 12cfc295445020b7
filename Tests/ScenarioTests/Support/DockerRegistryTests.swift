import PinnaceTestSupport
import Testing

/// The servers and fixtures that the scenarios stand on do what the scenarios believe of them.
@Suite struct DockerRegistryTests {
    private static let repository = "authentic-prod-464216/shared-images-repo/cloud-sql-proxy"

    @Test(arguments: ["open", "basic", "token"])
    func keepsAnIndexUnderItsDigest(kind: String) async throws {
        let directory = try TemporaryDirectory()
        let registry = try await DockerRegistry.start(access(kind, directory))
        let image = try ImageBuilder(seed: "proxy").index(["linux/amd64", "linux/arm/v7"], attestations: true)

        try await registry.push(image, to: Self.repository, tag: "2.8.0")

        let stored = try await registry.manifest(Self.repository, "2.8.0")
        #expect(stored == image.root)
        #expect(try await registry.digest(Self.repository, "2.9.0") == nil)
        #expect(registry.requests.contains("GET /v2/\(Self.repository)/manifests/2.8.0"))
    }

    @Test(arguments: [ImageBuilder.Format.oci, .docker])
    func movesATagToAnotherBuild(format: ImageBuilder.Format) async throws {
        let registry = try await DockerRegistry.start()
        let builds = try ["first", "second"].map {
            try ImageBuilder(seed: $0, format: format).index(attestations: true)
        }
        for build in builds {
            try await registry.push(build, to: "app", tag: "1.0")
            #expect(try await registry.digest("app", "1.0") == build.digest)
        }
        #expect(builds[0].digest != builds[1].digest)

        try await registry.delete("app", digest: builds[1].digest)
        #expect(try await registry.digest("app", "1.0") == nil)
        #expect(try await registry.digest("app", builds[0].digest) == builds[0].digest)
    }

    @Test func servesItsStorageOverTLSToo() async throws {
        let plain = try await DockerRegistry.start()
        let image = try ImageBuilder(seed: "app").index()
        try await plain.push(image, to: "app", tag: "1.0")
        let registry = try await DockerRegistry.start(tls: true, storage: plain.storage)
        let certificate = try #require(registry.certificate).certificatePath

        let url = "\(registry.endpoint)/v2/app/manifests/\(image.digest)"
        let accept = "Accept: \(image.root.mediaType)"
        let trusted = try await Command.run("curl", ["-sf", "--cacert", certificate, "-H", accept, url])
        #expect(trusted.outputBytes == image.root.bytes)
        #expect(try await Command.run("curl", ["-s", url]).status == 60)
    }

    @Test func aSeedGivesTheSameBytesEachTime() throws {
        let once = try ImageBuilder(seed: "app").index()
        let again = try ImageBuilder(seed: "app").index()
        #expect(once.digest == again.digest)
        #expect(once.platforms == ["linux/amd64", "linux/arm64"])
    }

    @Test func aLayerIsAGzippedTarOfOneFile() async throws {
        let image = try ImageBuilder(seed: "app", layerSize: 70_000).image()
        let layer = try #require(image.blobs.last)
        let result = try await Command.run("tar", ["-tvzf", "-"], input: layer.bytes)
        #expect(try result.checked().hasSuffix("layer-0"))
        #expect(result.output.contains(" 70000 "))
        let config = try #require(image.blobs.first)
        #expect(config.text.contains(#""architecture":"amd64""#))
    }

    @Test func aLayoutIsReadableByItsReferences() throws {
        let directory = try TemporaryDirectory()
        let layout = try ImageLayoutDirectory(directory.path("images"))
        let image = try ImageBuilder(seed: "app").index()
        try layout.add(image, as: "gcr.io/project/app:1.0")
        try layout.add(image, as: "gcr.io/project/app:1.1")
        try layout.remove("gcr.io/project/app:1.1")

        let index = try directory.read("images/index.json")
        #expect(index.contains("gcr.io/project/app:1.0"))
        #expect(!index.contains("gcr.io/project/app:1.1"))
        let hex = image.digest.dropFirst("sha256:".count)
        #expect(try directory.bytes("images/blobs/sha256/\(hex)") == image.root.bytes)
    }

    @Test func theTokenServiceRecordsWhoAskedForWhat() async throws {
        let directory = try TemporaryDirectory()
        let tokens = try await TokenServer.start(in: directory.path)
        let query = "service=\(tokens.service)&scope=repository:app:pull"
        func ask(_ user: String...) async throws -> Command.Result {
            try await Command.run("curl", ["-s"] + user + ["\(tokens.realm)?\(query)"])
        }

        #expect(try await ask("-u", "pinnace:correct horse").output.contains(#""expires_in":300"#))
        #expect(try await ask("-u", "pinnace:wrong").output.contains("incorrect username or password"))
        #expect(try await ask().output.contains(#""token":"#))

        #expect(tokens.requests.map(\.user) == ["pinnace", "pinnace", nil])
        #expect(tokens.requests.map(\.status) == [200, 401, 200])
        #expect(tokens.requests.allSatisfy { $0.scopes == ["repository:app:pull"] && $0.service == tokens.service })
    }

    @Test func aServerThatEndsEarlySaysWhy() async throws {
        let directory = try TemporaryDirectory()
        let process = try ChildProcess("sh", ["-c", "echo no such thing; exit 3"], log: directory.path("log"))
        let port = ServerPort.free()
        let error = await #expect(throws: TestSupportError.self) { try await process.waitUntilListening(on: port) }
        #expect(error?.description == "sh ended before it listened on \(port):\nno such thing\n")
    }

    @Test func aStoppedServerIsGone() async throws {
        let directory = try TemporaryDirectory()
        let script = "echo ready; exec sleep 600"
        let process = try ChildProcess("sh", ["-c", script], log: directory.path("log"))
        while process.log.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        let processID = process.processID
        #expect(try await Command.run("kill", ["-0", "\(processID)"]).status == 0)
        process.stop()
        #expect(process.exitStatus == 143, "it ends when it is asked to, not when it is killed")
        #expect(try await Command.run("kill", ["-0", "\(processID)"]).status != 0)
    }

    @Test func aCommandThatHangsIsEnded() async throws {
        let error = await #expect(throws: TestSupportError.self) {
            try await Command.run("sleep", ["600"], timeout: .milliseconds(200))
        }
        #expect(error?.description == "not done after 0.2 seconds: sleep 600")
    }

    @Test func aRepositoryIsMadeAndCloned() async throws {
        let origin = try await GitFixture.make(["k8s/api.yaml": "kind: Pod\n"])
        let directory = try TemporaryDirectory()
        try await origin.bareCopy(at: directory.path("bare.git"))
        let clone = try await GitFixture.clone(directory.path("bare.git"))
        try clone.write("k8s/api.yaml", "kind: Job\n")
        let commit = try await clone.commit("Change it")
        try await clone.git("push", "--quiet", "origin", "main")

        #expect(try await clone.history().count == 2)
        #expect(try await clone.history("origin/main").first == commit)
        #expect(try await clone.bytes("k8s/api.yaml", at: "HEAD~1") == Array("kind: Pod\n".utf8))
        #expect(try await clone.isClean)
    }

    private func access(_ kind: String, _ directory: TemporaryDirectory) async throws -> DockerRegistry.Access {
        switch kind {
        case "basic": .basic(user: "pinnace", password: "correct horse")
        case "token": .token(try await TokenServer.start(in: directory.path))
        default: .open
        }
    }
}
