import Credentials
import HTTPTransport
import ImageModel
import Synchronization
import Testing

@testable import Registry

/// How fast registries are asked.
@Suite struct RegistryPaceTests {
    private static let index: ScriptedClient.Answer = .body(
        ManifestText.index([]), ["Content-Type": MediaType.ociIndex.rawValue])

    private static func limited(_ retryAfter: String?) -> ScriptedClient.Answer {
        .status(429, "slow down", retryAfter.map { ["Retry-After": $0] } ?? [:])
    }

    @Test(arguments: ["120", nil])
    func whoSaysThatItIsTooMuchIsLeftAlone(_ retryAfter: String?) async throws {
        let http = ScriptedClient { _, _ in Self.limited(retryAfter) }
        let client = RegistryClient(RegistryConfiguration(), http: http)
        for tag in ["1", "2", "3"] {
            let error = await #expect(throws: RegistryError.self) {
                try await client.resolve(ImageReference(parsing: "gcr.io/p/app:\(tag)"))
            }
            #expect(error?.reason == .rateLimited)
            guard tag != "1" else { continue }
            let seconds = try #require(error?.retryAfter?.components.seconds)
            #expect((retryAfter == nil ? 1...10 : 60...120).contains(seconds))
            #expect(
                error?.message
                    == "gcr.io limits how often it is asked, and is left alone: try again in \(seconds) s")
        }
        #expect(http.lines == ["GET https://gcr.io/v2/p/app/manifests/1"])
        await #expect(throws: RegistryError.self) { try await client.resolve("quay.io/p/app:1") }
        #expect(http.lines.count == 2, "another host is another matter")
    }

    /// The clients of a process have credentials of their own, and a registry one patience.
    @Test(arguments: ["50", "7200"])
    func whoAsksWithOtherCredentialsWaitsToo(_ retryAfter: String) async throws {
        let http = ScriptedClient { _, _ in Self.limited(retryAfter) }
        let cooldowns = RegistryCooldowns()
        let clients = [RegistryCredential.bearer(Secret("a")), .bearer(Secret("b"))].map { credential in
            RegistryClient(http: http, credentials: FixedCredentials(["gcr.io": credential]), cooldowns: cooldowns)
        }
        await #expect(throws: RegistryError.self) { try await clients[0].resolve("gcr.io/p/app:1") }
        let error = await #expect(throws: RegistryError.self) { try await clients[1].resolve("gcr.io/p/app:1") }
        let seconds = try #require(error?.retryAfter?.components.seconds)
        #expect((0...60).contains(seconds), "an account that has had its share is not everybody")
        let own = await #expect(throws: RegistryError.self) { try await clients[0].resolve("gcr.io/p/app:2") }
        let longer = try #require(own?.retryAfter?.components.seconds)
        #expect(retryAfter == "50" ? longer <= 50 : longer > 3600)
        #expect(http.lines.count == 1)
    }

    @Test func aShortPauseEnds() async throws {
        let calls = CountedCalls()
        let http = ScriptedClient { _, _ in
            calls.add()
            return calls.value == 1 ? Self.limited("0") : Self.index
        }
        let client = RegistryClient(RegistryConfiguration(), http: http)
        await #expect(throws: RegistryError.self) { try await client.resolve("gcr.io/p/app:1") }
        _ = try await client.resolve("gcr.io/p/app:2")
    }

    /// HEAD does not count, and what is known needs no more.
    @Test func dockerHubsCountIsKept() async throws {
        let bytes = ManifestText.index([])
        let digest = Digest(of: bytes)
        let other = "sha256:" + String(repeating: "b", count: 64)
        let http = ScriptedClient { request, line in
            var headers: HTTPHeaders = [
                "Content-Type": MediaType.ociIndex.rawValue, "ratelimit-limit": "100;w=21600",
                "ratelimit-remaining": request.method == .get ? "0;w=21600" : "1;w=21600",
            ]
            if line.contains("new") { headers["ratelimit-remaining"] = "0;w=21600" }
            headers["Docker-Content-Digest"] = line.contains("new") ? other : digest.description
            return .body(bytes, headers)
        }
        let client = RegistryClient(RegistryConfiguration(), http: http)
        _ = try await client.resolve("docker.io/library/app:1")
        _ = try await client.resolve("docker.io/library/app:same")
        let error = await #expect(throws: RegistryError.self) {
            try await client.resolve("docker.io/library/new:1")
        }
        #expect(error?.reason == .rateLimited)
        #expect(
            error?.message
                == "docker.io allows 100 reads in 6 h, and none is left: try again later; with an account it allows more"
        )
        #expect(http.requests.filter { $0.method == .get }.count == 1)
        #expect(
            client.allowances == [RegistryAllowance(host: "docker.io", limit: 100, remaining: 0, window: 21_600)])
    }

    @Test(arguments: [("", ""), ("x", "1"), ("-1", "1"), ("100", ""), ("100;w=x", "y")])
    func countsThatCannotBeReadSayNothing(_ limit: String, _ remaining: String) {
        #expect(
            RegistryAllowance(["ratelimit-limit": limit, "ratelimit-remaining": remaining], host: "docker.io") == nil)
    }

    @Test func aRateIsKept() async throws {
        var configuration = RegistryConfiguration()
        configuration.limits["gcr.io"] = RegistryLimits(requestsPerSecond: 50)
        let client = RegistryClient(configuration, http: ScriptedClient { _, _ in Self.index })
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for tag in 0..<6 {
                group.addTask { _ = try await client.resolve(ImageReference(parsing: "gcr.io/p/app:\(tag)")) }
            }
            try await group.waitForAll()
        }
        #expect(start.duration(to: .now) >= .milliseconds(98))
    }

    @Test func noMoreThanConfiguredAreOnTheirWay() async throws {
        var configuration = RegistryConfiguration()
        configuration.limits["gcr.io"] = RegistryLimits(concurrency: 2)
        let http = SlowClient()
        let client = RegistryClient(configuration, http: http)
        await withTaskGroup(of: Void.self) { group in
            for tag in 0..<10 {
                group.addTask { _ = try? await client.resolve(ImageReference(parsing: "gcr.io/p/app:\(tag)")) }
            }
        }
        #expect(http.most == 2)
    }
}

/// Takes its time, and counts who waits.
private final class SlowClient: HTTPClient {
    private let state = Mutex((now: 0, most: 0))

    var most: Int { state.withLock(\.most) }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        state.withLock { state in
            state.now += 1
            state.most = max(state.most, state.now)
        }
        try? await Task.sleep(for: .milliseconds(5))
        state.withLock { $0.now -= 1 }
        return HTTPResponse(status: 404, url: request.url, headers: [:], body: [])
    }

    func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStreamingResponse {
        throw HTTPError(.protocolError, url: request.url.redacted, message: "nothing is streamed here")
    }
}
