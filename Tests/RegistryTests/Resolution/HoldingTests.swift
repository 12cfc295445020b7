import Credentials
import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Testing

@testable import Registry

/// Whether a tag still names a pin.
@Suite struct HoldingTests {
    private static let digests = ["a", "b", "c"].map { "sha256:" + String(repeating: $0, count: 64) }

    private func holding(_ text: String, _ client: RegistryClient) async throws -> TagHolding {
        await client.holding(of: try ImageReference(parsing: text))
    }

    @Test func googlesListTellsInOneQuestion() async throws {
        let list = #"""
            {"name":"p/app","tags":["1"],"child":[],"manifest":{
             "\#(Self.digests[0])":{"imageSizeBytes":"1","mediaType":"x","tag":["1"],"timeCreatedMs":"1"},
             "\#(Self.digests[1])":{"imageSizeBytes":"1","mediaType":"x","tag":[]}}}
            """#
        let http = ScriptedClient { _, _ in .status(200, list) }
        let client = RegistryClient(RegistryConfiguration(), http: http)
        let expected: [TagHolding] = [.tagged, .untagged, .unknown]
        for (digest, expected) in zip(Self.digests, expected) {
            #expect(try await holding("us-docker.pkg.dev/p/app@\(digest)", client) == expected)
        }
        #expect(http.lines == ["GET https://us-docker.pkg.dev/v2/p/app/tags/list"])
        #expect(try await holding("quay.io/p/app@\(Self.digests[0])", client) == .unknown)
        #expect(http.lines.count == 1, "nobody else is asked for a whole list")
    }

    @Test(arguments: ["{}", "<html>", #"{"manifest":[]}"#])
    func aListThatSaysNothingIsNoWarning(_ body: String) async throws {
        let client = RegistryClient(RegistryConfiguration(), http: ScriptedClient { _, _ in .status(200, body) })
        #expect(try await holding("gcr.io/p/app@\(Self.digests[0])", client) == .unknown)
    }

    @Test func aRefusalIsNoWarning() async throws {
        let client = RegistryClient(RegistryConfiguration(), http: ScriptedClient { _, _ in .status(403, "") })
        #expect(try await holding("gcr.io/p/app@\(Self.digests[0])", client) == .unknown)
    }

    @Test func elasticRegistryIsAskedForTheImage() async throws {
        let moto = try await MotoServer.start()
        let http = CURLClient(HTTPClientConfiguration())
        let service = try #require(ECRService(environment: moto.environment, http: http))
        let client = RegistryClient(
            http: http, credentials: FixedCredentials(), scans: ECRScans(service))
        let image = try ImageBuilder(seed: "app").index(["linux/amd64"])
        try await moto.scanned(image, in: "app")
        let host = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
        let child = try #require(image.children.first)
        #expect(try await holding("\(host)/app@\(child.digest)", client) == .untagged)
        try await moto.tag(child, as: "1", in: "app")
        #expect(try await holding("\(host)/app@\(child.digest)", client) == .tagged)
        #expect(try await holding("\(host)/app@\(Self.digests[0])", client) == .unknown)
    }
}
