import Credentials
import HTTPTransport
import ImageModel
import Synchronization
import Testing

@testable import Registry

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct UploadTests {
    private static let layer = Array("layer".utf8)
    private static let image = ManifestText.image(layers: [layer])
    private static let basic = RegistryCredential.basic(username: "me", password: Secret("secret"))

    /// A target that begins uploads at `location`, and wants a password.
    private func copy(
        uploadsAt location: String, mount: ScriptedClient.Answer = .status(202), from source: String = "gcr.io/p/app:1"
    ) async throws -> (client: ScriptedClient, result: CopyResult) {
        let done = Mutex(false)
        let client = ScriptedClient { request, line in
            let isTarget = request.url.host() == "quay.io" && line.contains("/q/app/")
            if request.url.host() == "quay.io", request.authorization == nil { return .challenge("Basic realm=x") }
            guard isTarget || request.url.host() == "up.example" else {
                let contents = [Self.layer, ManifestText.config]
                let name = request.url.lastPathComponent
                return .body(contents.first { Digest(of: $0).description == name } ?? Self.image)
            }
            switch request.method {
            case .head:
                guard done.withLock(\.self) else { return .status(404) }
                return .status(200, "", ["Docker-Content-Digest": Digest(of: Self.image).description])
            case .post: return line.contains("mount=") ? mount : .status(202, "", ["Location": location])
            case .put where line.contains("/manifests/"):
                done.withLock { $0 = true }
                return .status(201)
            default: return .status(201)
            }
        }
        let registry = RegistryClient(
            RegistryConfiguration(), ["quay.io": Self.basic], http: client
        )
        let result = try await registry.copy(
            from: ImageReference(parsing: source), to: "quay.io/q/app:1", options: CopyOptions(attachments: false))
        return (client, result)
    }

    @Test(arguments: [
        ("/v2/q/app/blobs/uploads/u1?state=a%2Fb", "https://quay.io/v2/q/app/blobs/uploads/u1?state=a%2Fb&digest="),
        ("https://quay.io/up/2", "https://quay.io/up/2?digest="),
        ("../uploads/3", "https://quay.io/v2/q/app/blobs/uploads/3?digest="),
    ])
    func locationIsFollowedAsItStands(_ location: String, _ expected: String) async throws {
        let (client, result) = try await copy(uploadsAt: location)
        let puts = client.requests.filter { $0.method == .put && !$0.url.path().contains("/manifests/") }
        #expect(result.streamedBlobs == 2)
        #expect(
            Set(puts.map(\.url.absoluteString))
                == Set(
                    [Self.layer, ManifestText.config].map { bytes in
                        expected + "\(Digest(of: bytes))".replacing(":", with: "%3A")
                    }))
        #expect(puts.allSatisfy { $0.authorization != nil && !$0.options.untrustedURL })
    }

    @Test func otherHostGetsNoCredentialsAndIsNotTrusted() async throws {
        let (client, _) = try await copy(uploadsAt: "https://up.example/signed?x=1")
        let puts = client.requests.filter { $0.url.host() == "up.example" }
        #expect(puts.count == 2)
        #expect(puts.allSatisfy { $0.authorization == nil && $0.options.untrustedURL })
        #expect(puts.allSatisfy { $0.options.urlSource?.absoluteString == "https://quay.io" })
    }

    @Test(arguments: [("", "without saying where to"), ("ftp://up.example/", "without saying where to")])
    func uselessLocationIsAnError(_ location: String, _ why: String) async throws {
        let error = await #expect(throws: RegistryError.self) { try await copy(uploadsAt: location) }
        #expect(error?.message == "quay.io began an upload \(why)")
    }

    @Test func mountSparesTheWay() async throws {
        let (client, result) = try await copy(uploadsAt: "/x", mount: .status(201), from: "quay.io/p/app:1")
        #expect(result.mountedBlobs == 2)
        let digest = Digest(of: Self.layer)
        let query = "mount=\(digest)&from=p/app".replacing(":", with: "%3A").replacing("/", with: "%2F")
        #expect(client.lines.contains("POST https://quay.io/v2/q/app/blobs/uploads/?\(query)"))
        #expect(!client.lines.contains { $0.hasPrefix("PUT") && $0.contains("digest=") })
    }

    @Test(arguments: [
        ScriptedClient.Answer.status(404), .status(400), .status(500), .failure(.timedOut),
        .status(202, "", ["Location": "/begun"]),
    ])
    func refusedMountFallsBackToAnUpload(_ answer: ScriptedClient.Answer) async throws {
        let (client, result) = try await copy(uploadsAt: "/begun", mount: answer, from: "quay.io/p/app:1")
        #expect(result.streamedBlobs == 2)
        #expect(client.lines.filter { $0.hasPrefix("PUT https://quay.io/begun?digest=") }.count == 2)
    }

    @Test func sourceThatLiesIsNotPublished() async throws {
        let client = ScriptedClient { request, line in
            if request.url.host() == "gcr.io" {
                return line.contains("/blobs/") ? .body(Array("wrong".utf8)) : .body(Self.image)
            }
            if request.method == .post { return .status(202, "", ["Location": "/up"]) }
            return .status(request.method == .head ? 404 : 201)
        }
        let digest = Digest(of: Self.image)
        let registry = RegistryClient(RegistryConfiguration(), http: client)
        // The index is read already, so that the layer is the first thing that can be wrong.
        let store = try registry.store(for: ImageRepository(parsing: "quay.io/q/app"))
        let source = try registry.store(for: ImageRepository(parsing: "gcr.io/p/app"))
        let copy = ImageCopy(
            from: source, to: store, limit: ConcurrencyLimit(1),
            result: CopyResult(digest: digest, target: "quay.io/q/app:1", tag: .created)
        ) { _ in }
        let error = await #expect(throws: RegistryError.self) {
            try await copy.run(
                source.manifest(.digest(digest)), as: .tag(ImageTag("1")!), CopyOptions(attachments: false))
        }
        #expect(error?.code == .digestMismatch)
        #expect(!client.lines.contains { $0.contains("quay.io") && $0.contains("manifests/1") })
    }

    @Test func targetThatTurnsOutOtherIsReported() async throws {
        let other = Digest(of: [9])
        let put = Mutex(false)
        let client = ScriptedClient { request, line in
            if request.url.host() == "gcr.io" {
                return .body(line.contains("/blobs/") ? ManifestText.config : ManifestText.image())
            }
            if line.hasPrefix("PUT") { put.withLock { $0 = true } }
            guard request.method == .head else { return .status(201) }
            let isThere = line.contains("/blobs/") || put.withLock(\.self)
            return isThere ? .status(200, "", ["Docker-Content-Digest": other.description]) : .status(404)
        }
        let registry = RegistryClient(RegistryConfiguration(), http: client)
        let error = await #expect(throws: RegistryError.self) {
            try await registry.copy(
                from: "gcr.io/p/app:1", to: "quay.io/q/app:1", options: CopyOptions(attachments: false))
        }
        #expect(error?.reason == .verificationFailed)
        #expect(
            error?.message == "quay.io/q/app:1 is \(other) right after \(Digest(of: ManifestText.image())) "
                + "was copied there: somebody else writes to it, or the registry changed what it was sent")
    }

    @Test func registryInTroubleIsTriedAgain() async throws {
        let failures = Mutex(1)
        let client = ScriptedClient { request, line in
            if request.url.host() == "gcr.io" {
                return .body(line.contains("/blobs/") ? ManifestText.config : ManifestText.image())
            }
            switch request.method {
            case .head where line.contains("/manifests/"):
                return failures.withLock(\.self) == 1
                    ? .status(404) : .status(200, "", ["Docker-Content-Digest": "\(Digest(of: ManifestText.image()))"])
            case .head: return .status(404)
            case .post: return .status(202, "", ["Location": "/up"])
            default:
                let isFirst = failures.withLock { failures in
                    failures -= 1
                    return failures == 0
                }
                return .status(isFirst ? 503 : 201)
            }
        }
        let registry = RegistryClient(RegistryConfiguration(), http: client)
        let result = try await registry.copy(
            from: "gcr.io/p/app:1", to: "quay.io/q/app:1", options: CopyOptions(attachments: false))
        #expect(result.streamedBlobs == 1)
        #expect(client.lines.filter { $0.contains("/up?digest=") }.count == 2)
    }
}
