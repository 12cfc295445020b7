import Credentials
import Foundation
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

    /// Many pins of one repository are one question, or a few; one that is gone does not hide the others.
    @Test(arguments: [true, false])
    func elasticRegistryIsAskedForManyAtOnce(namesWhatIsGone: Bool) async throws {
        let digests = (0..<130).map { "sha256:" + String(repeating: "0", count: 60) + String(1000 + $0) }
        let gone: Set = [digests[3], digests[77]]
        struct Question: Decodable {
            struct Image: Decodable { let imageDigest: String }
            let imageIds: [Image]
        }
        let server = try ScriptedHTTPServer.start { request in
            let asked = (try? JSONDecoder().decode(Question.self, from: Data(request.body)))?.imageIds ?? []
            if let lost = asked.first(where: { gone.contains($0.imageDigest) }) {
                let name = namesWhatIsGone ? lost.imageDigest : "it"
                return .text(
                    #"{"__type":"ImageNotFoundException","message":"The image with imageId {imageDigest:'\#(name)'}"}"#,
                    status: 400)
            }
            let details = asked.map { #"{"imageDigest":"\#($0.imageDigest)","imageTags":["1"]}"# }
            return .text(#"{"imageDetails":[\#(details.joined(separator: ","))]}"#)
        }
        defer { server.stop() }
        let http = CURLClient(HTTPClientConfiguration())
        let environment = [
            "AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)", "AWS_ACCESS_KEY_ID": "x",
            "AWS_SECRET_ACCESS_KEY": "y",
        ]
        let service = try #require(ECRService(environment: environment, http: http))
        let client = RegistryClient(http: http, credentials: FixedCredentials(), scans: ECRScans(service))
        let host = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
        let found = try await withThrowingTaskGroup(of: (String, TagHolding).self) { group in
            for digest in digests {
                group.addTask { (digest, try await holding("\(host)/app@\(digest)", client)) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(digests.allSatisfy { found[$0] == (gone.contains($0) ? .unknown : .tagged) })
        #expect(server.requests.count < 60, "\(server.requests.count) questions for \(digests.count) images")
        let counts = server.requests.map { $0.text.split(separator: "imageDigest").count - 1 }
        #expect(counts.allSatisfy { $0 <= 100 } && (counts.max() ?? 0) > 1)
    }
}
