import PinnaceTestSupport
import Testing

/// Only what the release key signed is pinned.
@Suite struct CosignTests {
    private static let host = "registry.example.com"
    private static let names = ["tagged", "bundled", "unsigned", "forged", "other", "many"]
    private let release = CosignSigner()
    private let stranger = CosignSigner()

    private func repository(
        _ registry: DockerRegistry, _ directory: TemporaryDirectory, policy: String = "verify: {cosign: {key: release}}"
    ) async throws -> TroubledRepository {
        var files = TroubledRepository.configuration(
            "policies:\n  - match: registry.example.com/team/**\n    \(policy)\n")
        for name in Self.names {
            files["\(name).yaml"] = TroubledRepository.pod(name, "\(Self.host)/team/\(name):1.0.0")
        }
        let key = try directory.write("cosign.pub", release.publicKey)
        return try await TroubledRepository(
            files, endpoint: registry.endpoint, environment: ["PINNACE_VERIFICATION_KEYS": "release=\(key)"])
    }

    private func publish(_ registry: DockerRegistry) async throws -> [String: BuiltImage] {
        var images: [String: BuiltImage] = [:]
        for name in Self.names {
            let image = try ImageBuilder(seed: name).index()
            images[name] = image
            try await registry.push(image, to: "team/\(name)", tag: "1.0.0")
            let tag = CosignSigner.tag(image.digest)
            let repository = "team/\(name)"
            switch name {
            case "tagged": try await registry.push(release.signatures(of: [image.digest]), to: repository, tag: tag)
            case "bundled":
                let list = try release.bundle(of: image)
                try await registry.push(
                    list, to: repository, tag: image.digest.replacing(":", with: "-"))
            case "forged": try await registry.push(stranger.signatures(of: [image.digest]), to: repository, tag: tag)
            case "other":
                let other = try #require(images["tagged"]).digest
                try await registry.push(release.signatures(of: [other]), to: repository, tag: tag)
            case "many":
                let strangers = try stranger.signatures(of: Array(repeating: image.digest, count: 150))
                try await registry.push(strangers, to: repository, tag: tag)
            default: break
            }
        }
        return images
    }

    @Test func onlyWhatTheKeySignedIsPinned() async throws {
        let registry = try await DockerRegistry.start()
        let directory = try TemporaryDirectory("cosign")
        let images = try await publish(registry)
        let repository = try await repository(registry, directory)
        let expected: [String: (reason: String?, message: String)] = [
            "tagged": (nil, ""), "bundled": (nil, ""),
            "unsigned": (
                "signature-missing",
                "has no such signature: the policy asks for cosign's signature by the key 'release'"
            ),
            "forged": (
                "verification-failed",
                "does not have cosign's signature by the key 'release': its signature was not made with this key"
            ),
            "other": (
                "verification-failed",
                "does not have cosign's signature by the key 'release': its signature is for "
                    + "\(try #require(images["tagged"]).digest), another image"
            ),
            "many": (
                "verification-failed",
                "does not have cosign's signature by the key 'release': each of its 128 signatures was not made with this "
                    + "key; 22 more were too large or too many to be looked at"
            ),
        ]
        let plan = try PlanOutput(try await repository.pinnace("reconcile", "--dry-run", "--format", "json"))
        for (name, verdict) in expected {
            let found = try #require(plan.references.first { $0.file == "\(name).yaml" })
            #expect(found.status == (verdict.reason == nil ? "change" : "blocked"), "\(name): \(found)")
            #expect(found.reason == verdict.reason, "\(name)")
            guard verdict.reason != nil else { continue }
            let image = "\(Self.host)/team/\(name)@\(try #require(images[name]).digest)"
            #expect(found.message == "\(image) \(verdict.message)")
        }
        try await repository.pinnace("reconcile", "--commit").checked()
        #expect(try repository.work.read("tagged.yaml").contains(try #require(images["tagged"]).digest))
        #expect(
            try repository.work.read("forged.yaml")
                == TroubledRepository.pod("forged", "\(Self.host)/team/forged:1.0.0"))
    }

    /// The repository names a key; what it is, is the operator's to say.
    @Test func aKeyThatTheOperatorDidNotGive() async throws {
        let registry = try await DockerRegistry.start()
        let directory = try TemporaryDirectory("cosign")
        _ = try await publish(registry)
        let repository = try await repository(registry, directory, policy: "verify: {cosign: {key: theirs}}")
        let pushes = registry.requests.count
        let found = try await repository.verdict("tagged.yaml")
        #expect(found.reason == "not-allowed")
        #expect(
            found.message
                == "the policy asks for cosign's signature by the key 'theirs', which the operator has not given: say "
                + "--verification-key theirs=FILE")
        #expect(registry.requests.dropFirst(pushes).allSatisfy { !$0.contains(".sig") })
    }

    @Test func aFileThatIsNoKey() async throws {
        let registry = try await DockerRegistry.start()
        let directory = try TemporaryDirectory("cosign")
        let repository = try await repository(registry, directory)
        let path = try directory.write("x", "nothing")
        for (text, message) in [
            ("release", "'release' is not NAME=FILE"), ("a=\(path)", "\(path) holds no PEM block 'PUBLIC KEY'"),
            ("a=/nowhere", "/nowhere cannot be read"),
        ] {
            let result = try await repository.pinnace("reconcile", "--dry-run", "--verification-key", text)
            #expect(result.status == 64)
            #expect(result.errors == "pinnace: --verification-key: \(message)\n")
        }
    }
}
