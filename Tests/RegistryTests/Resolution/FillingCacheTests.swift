import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Synchronization
import Testing

@testable import Registry

/// Caches that have an image once it was read there.
@Suite struct FillingCacheTests {
    private static let host = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
    private static let prefix = RepositoryPrefix(host: host, segments: ["docker-hub"])

    @Test func aRealCacheIsFilledByReadingTheTag() async throws {
        let upstream = try await DockerRegistry.start()
        let image = try ImageBuilder(seed: "app").index(["linux/amd64", "linux/arm64"])
        try await upstream.push(image, to: "docker-hub/library/app", tag: "1")
        let cache = try await DockerRegistry.start(upstream: upstream.endpoint)
        var configuration = RegistryConfiguration.serving(Self.host, by: cache)
        configuration.fillingOnRead = [Self.prefix]
        let resolved = try await RegistryClient(configuration).resolve(
            ImageReference(parsing: "\(Self.host)/docker-hub/library/app:1"))
        #expect(resolved.digest.description == image.digest)
        #expect(cache.requests.filter { $0.contains("/manifests/") } == ["GET /v2/docker-hub/library/app/manifests/1"])
        upstream.stop()
        #expect(try await cache.digest("docker-hub/library/app", image.digest) == image.digest, "it is there now")
    }

    private func client(
        missing: Int, _ asked: @escaping @Sendable () -> Void
    ) -> RegistryClient {
        let left = Mutex(missing)
        let http = ScriptedClient { _, line in
            asked()
            let isMissing = left.withLock { left in
                left -= 1
                return left >= 0
            }
            guard !isMissing, line.hasPrefix("GET ") else {
                return .status(404, #"{"errors":[{"code":"MANIFEST_UNKNOWN"}]}"#)
            }
            return .body(ManifestText.index([]), ["Content-Type": MediaType.ociIndex.rawValue])
        }
        var configuration = RegistryConfiguration()
        configuration.fillingOnRead = [Self.prefix]
        configuration.fillingPauses = [.milliseconds(1), .milliseconds(1)]
        return RegistryClient(configuration, http: http)
    }

    @Test(arguments: [(0, 1), (1, 2), (2, 3)])
    func whatIsNotThereYetIsWaitedFor(_ missing: Int, _ requests: Int) async throws {
        let shared = CountedCalls()
        let client = client(missing: missing) { shared.add() }
        _ = try await client.resolve(ImageReference(parsing: "\(Self.host)/docker-hub/app:1"))
        #expect(shared.value == requests)
    }

    @Test(arguments: [("docker-hub/app", 3), ("own/app", 1)])
    func anEndIsPutToIt(_ path: String, _ requests: Int) async throws {
        let shared = CountedCalls()
        let client = client(missing: 100) { shared.add() }
        let error = await #expect(throws: RegistryError.self) {
            try await client.resolve(ImageReference(parsing: "\(Self.host)/\(path):1"))
        }
        #expect(error?.code == .notFound)
        #expect(shared.value == requests)
    }

    @Test(arguments: [
        ("\(host)/docker-hub/app", true), ("\(host)/docker-hub", true), ("\(host)/docker-hubs/app", false),
        ("\(host)/app", false), ("gcr.io/docker-hub/app", false),
    ])
    func aPrefixIsOfWholeSegments(_ repository: String, _ isInside: Bool) throws {
        #expect(Self.prefix.contains(try ImageRepository(parsing: repository)) == isInside)
    }
}

final class CountedCalls: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock(\.self) }

    func add() { count.withLock { $0 += 1 } }
}
