import Credentials
import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Synchronization
import Testing

@testable import Registry

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What registries and those between do wrong, over real connections: no wrong pin, and no secret for a stranger.
@Suite struct FaultTests {
    private static let index = ManifestText.index([
        ManifestText.descriptor(
            ManifestText.image(), .ociManifest, ManifestText.platform("linux", "arm64"))
    ])
    private static let type = ("Content-Type", MediaType.ociIndex.rawValue)
    private static let secret = Secret("correct horse")

    private func client(_ server: ScriptedHTTPServer) -> RegistryClient {
        RegistryClient(
            RegistryConfiguration(hosts: ["gcr.io": RegistryHost(.endpoint(server.url("")))]),
            ["gcr.io": .basic(username: "me", password: Self.secret)])
    }

    private func failure(_ answer: @escaping ScriptedHTTPServer.Handler) async throws -> RegistryError? {
        let server = try ScriptedHTTPServer.start(answer)
        defer { server.stop() }
        let client = client(server)
        return await #expect(throws: RegistryError.self) { try await client.resolve("gcr.io/p/app:1") }
    }

    private static func manifest(
        _ bytes: [UInt8], digest: Digest? = nil, _ more: [(String, String)] = []
    ) -> ScriptedResponse {
        .status(
            200, headers: [type, ("Docker-Content-Digest", "\(digest ?? Digest(of: bytes))")] + more, body: bytes)
    }

    @Test func wrongDigestHeaderIsNoPin() async throws {
        let error = try await failure { _ in Self.manifest(Self.index, digest: Digest(of: [7])) }
        #expect(error?.code == .digestMismatch)
    }

    @Test func bodyThatDoesNotMatchItsHeaderIsNoPin() async throws {
        let error = try await failure { _ in Self.manifest(Array("{}".utf8), digest: Digest(of: Self.index)) }
        #expect(error?.code == .digestMismatch)
    }

    @Test func truncatedBodyIsNoPin() async throws {
        let error = try await failure { _ in .cut(Array(Self.index.prefix(40)), of: Self.index.count) }
        #expect(error?.code == .unavailable)
    }

    /// Nobody asked for gzip: bytes are taken as they come, and hashed as they come.
    @Test func compressedBodyIsNotUnpacked() async throws {
        let bomb: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [UInt8](repeating: 0, count: 5000)
        let error = try await failure { _ in
            Self.manifest(bomb, digest: Digest(of: Self.index), [("Content-Encoding", "gzip")])
        }
        #expect(error?.code == .digestMismatch)
    }

    @Test func tenMegabytesAreNotRead() async throws {
        let error = try await failure { _ in Self.manifest([UInt8](repeating: 32, count: 10 << 20)) }
        #expect(error?.code == .tooLarge)
    }

    @Test func circleOfRedirectsEnds() async throws {
        let error = try await failure { .redirect(to: $0.target) }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("redirects in a circle") == true)
    }

    @Test func oneCooldownHoldsForEveryReference() async throws {
        let isCalm = Mutex(false)
        let server = try ScriptedHTTPServer.start { _ in
            guard isCalm.withLock(\.self) else {
                isCalm.withLock { $0 = true }
                return .text("slow down", status: 429, headers: [("Retry-After", "1")])
            }
            return Self.manifest(Self.index)
        }
        defer { server.stop() }
        let client = client(server)
        _ = try await client.resolve("gcr.io/p/app:first")
        let digests = try await withThrowingTaskGroup(of: Digest.self) { group in
            for number in 0..<40 {
                group.addTask { try await client.resolve(ImageReference(parsing: "gcr.io/p/app:\(number)")).digest }
            }
            return try await group.reduce(into: Set<Digest>()) { $0.insert($1) }
        }
        #expect(digests == [Digest(of: Self.index)])
        #expect(server.requests.count == 42)
    }

    @Test func stormOfLimitsEndsAsALimit() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text("no", status: 429, headers: [("Retry-After", "3600")]) }
        defer { server.stop() }
        let client = client(server)
        let error = await #expect(throws: RegistryError.self) { try await client.resolve("gcr.io/p/app:1") }
        #expect(error?.reason == .rateLimited)
        #expect(error?.retryAfter == .seconds(3600))
        #expect(server.requests.count == 1)
    }

    /// Regional data endpoints and storage are other hosts than the registry: what was meant for it stays with it.
    @Test(arguments: [false, true]) func redirectedReadsLeaveTheSecretBehind(_ isBlob: Bool) async throws {
        let storage = try ScriptedHTTPServer.start { _ in
            isBlob ? .status(200, body: ManifestText.config) : Self.manifest(Self.index)
        }
        defer { storage.stop() }
        let server = try ScriptedHTTPServer.start { request in
            guard request[header: "Authorization"] != nil else {
                return .status(401, headers: [("WWW-Authenticate", "Basic realm=\"x\"")])
            }
            return .redirect(to: storage.url(request.target).absoluteString)
        }
        defer { server.stop() }
        let client = client(server)
        if isBlob {
            let blob = Descriptor(
                mediaType: MediaType(rawValue: "text/plain"), digest: Digest(of: ManifestText.config),
                size: Int64(ManifestText.config.count))
            let store = try client.store(for: ImageRepository(parsing: "gcr.io/p/app"))
            #expect(try await store.blob(blob).collect(limit: 1000, subject: "x") == ManifestText.config)
        } else {
            #expect(try await client.resolve("gcr.io/p/app:1").digest == Digest(of: Self.index))
        }
        #expect(storage.requests.count == 1)
        #expect(storage.requests.allSatisfy { $0[header: "Authorization"] == nil })
        #expect(server.requests.contains { $0[header: "Authorization"] != nil })
    }

    /// A stranger's challenge after a redirect gets neither the password nor a token.
    @Test func storageThatAsksForAPasswordGetsNone() async throws {
        let storage = try ScriptedHTTPServer.start { _ in
            .status(401, headers: [("WWW-Authenticate", "Basic realm=\"give\"")])
        }
        defer { storage.stop() }
        let error = try await failure { .redirect(to: storage.url($0.target).absoluteString) }
        #expect(error?.code == .unauthorized)
        #expect(storage.requests.allSatisfy { $0[header: "Authorization"] == nil })
        #expect("\(String(describing: error))".contains("correct horse") == false)
    }

    /// A token's life counts from when it came: neither clock is believed.
    @Test(arguments: ["2026-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "2015-01-01T00:00:00Z", "nonsense"])
    func skewedClocksDoNotShortenAToken(_ issued: String) throws {
        let received = ContinuousClock.now
        let body = #"{"token":"t","expires_in":300,"issued_at":"\#(issued)"}"#
        let token = try #require(BearerToken(Array(body.utf8), received: received))
        #expect(token.renewal == received + .seconds(270))
    }

    @Test func aHundredThousandTagsComeInPages() async throws {
        let server = try ScriptedHTTPServer.start { request in
            let page = request.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
            let number = page == 1000 ? 0 : page - 1000
            let tags = (0..<1000).map { #""build-\#(number * 1000 + $0)""# }.joined(separator: ",")
            let link = ("Link", "</v2/p/app/tags/list?last=\(number + 1001)>; rel=\"next\"")
            return .text(#"{"name":"p/app","tags":[\#(tags)]}"#, headers: number < 99 ? [link] : [])
        }
        defer { server.stop() }
        let seen = Mutex<(count: Int, largest: Int)>((0, 0))
        try await client(server).store(for: ImageRepository(parsing: "gcr.io/p/app")).tagPages { page in
            seen.withLock { $0 = ($0.count + page.count, max($0.largest, page.count)) }
        }
        #expect(seen.withLock(\.count) == 100_000)
        #expect(seen.withLock(\.largest) == 1000)
    }
}
