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

/// Transfers that break off, on real connections.
@Suite struct CutTransferTests {
    private static let layer = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    private static let blob = Descriptor(
        mediaType: MediaType(rawValue: "application/octet-stream"), digest: Digest(of: layer), size: Int64(layer.count))

    private func store(_ server: ScriptedHTTPServer) throws -> any ImageTarget {
        let client = RegistryClient(RegistryConfiguration(hosts: ["gcr.io": RegistryHost(.endpoint(server.url("")))]))
        return try client.store(for: ImageRepository(parsing: "gcr.io/p/app"))
    }

    private static func first(_ request: ScriptedRequest) -> Int {
        request[header: "Range"].flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0
    }

    private static func collect(_ stream: BlobStream) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await stream.nextChunk() { bytes += chunk }
        return bytes
    }

    @Test(arguments: [true, false]) func downloadIsTakenUpWhereItWasCut(_ knowsRanges: Bool) async throws {
        let cuts = Mutex(2)
        let server = try ScriptedHTTPServer.start { request in
            let start = Self.first(request)
            let from = knowsRanges ? start : 0
            let isLast = cuts.withLock { cuts in
                cuts -= 1
                return cuts < 0
            }
            let rest = Array(Self.layer[from...])
            var headers = [("Content-Length", "\(rest.count)")]
            if from > 0 { headers.append(("Content-Range", "bytes \(from)-299999/300000")) }
            let head = ScriptedResponse.head(from > 0 ? 206 : 200, headers)
            let sent = isLast ? rest : Array(rest.prefix(start - from + 100_000))
            return ScriptedResponse([.send(head), .send(sent)] + (isLast ? [] : [.pause(.milliseconds(50)), .close]))
        }
        defer { server.stop() }
        let bytes = try await Self.collect(store(server).blob(Self.blob))
        #expect(bytes == Self.layer)
        #expect(server.requests.map { $0[header: "Range"] } == [nil, "bytes=100000-", "bytes=200000-"])
    }

    @Test func rangeThatWasNotAskedForIsRefused() async throws {
        let server = try ScriptedHTTPServer.start { request in
            guard Self.first(request) > 0 else { return .cut(Array(Self.layer.prefix(1000)), of: Self.layer.count) }
            return .status(206, headers: [("Content-Range", "bytes 7-299999/300000")], body: Array(Self.layer[7...]))
        }
        defer { server.stop() }
        let store = try store(server)
        let error = await #expect(throws: RegistryError.self) { try await Self.collect(store.blob(Self.blob)) }
        #expect(
            error?.message
                == "the registry sent 'bytes 7-299999/300000' where the bytes from 1000 on were asked for")
    }

    @Test func otherBytesAfterACutAreNotTakenForTheBlob() async throws {
        let server = try ScriptedHTTPServer.start { request in
            let start = Self.first(request)
            guard start > 0 else { return .cut(Array(Self.layer.prefix(1000)), of: Self.layer.count) }
            let other = [UInt8](repeating: 1, count: Self.layer.count - start)
            return .status(206, headers: [("Content-Range", "bytes \(start)-299999/300000")], body: other)
        }
        defer { server.stop() }
        let store = try store(server)
        let error = await #expect(throws: RegistryError.self) { try await Self.collect(store.blob(Self.blob)) }
        #expect(error?.code == .digestMismatch)
    }

    @Test func serverThatAlwaysCutsIsGivenUp() async throws {
        let server = try ScriptedHTTPServer.start { _ in .cut([], of: Self.layer.count) }
        defer { server.stop() }
        let store = try store(server)
        let error = await #expect(throws: RegistryError.self) { try await Self.collect(store.blob(Self.blob)) }
        #expect(error?.code == .unavailable)
    }

    /// A registry that keeps what it is sent, and whose answer to the first upload depends on the test.
    private final class Uploads: Sendable {
        struct State: Sendable {
            var held: [UInt8] = []
            var ranges: [String] = []
            var isWhole = false
        }
        let state = Mutex(State())

        func answer(_ request: ScriptedRequest, minimum: Int?, first: ScriptedResponse) -> ScriptedResponse {
            let location = ("Location", "/v2/p/app/blobs/uploads/u1?state=x")
            switch request.method {
            case "POST":
                let more = minimum.map { [("OCI-Chunk-Min-Length", "\($0)")] } ?? []
                return .status(202, headers: [location] + more)
            case "PATCH":
                let count = state.withLock { state in
                    state.held += request.body
                    state.ranges.append(request[header: "Content-Range"] ?? "none")
                    return state.held.count
                }
                return .status(202, headers: [location, ("Range", "0-\(count - 1)")])
            case "PUT" where request.body.isEmpty:
                let isRight = state.withLock { $0.held } == CutTransferTests.layer
                return .status(isRight ? 201 : 400)
            case "PUT": return first
            case "GET":
                let count = state.withLock(\.held.count)
                return .status(204, headers: [location, ("Range", "0-\(max(0, count - 1))")])
            default: return .status(404)
            }
        }
    }

    private func upload(
        holding held: Int = 0, minimum: Int? = nil, first: ScriptedResponse
    ) async throws -> (ranges: [String], offsets: [Int64], lines: [String]) {
        let uploads = Uploads()
        uploads.state.withLock { $0.held = Array(Self.layer.prefix(held)) }
        let server = try ScriptedHTTPServer.start { uploads.answer($0, minimum: minimum, first: first) }
        defer { server.stop() }
        let offsets = Mutex<[Int64]>([])
        _ = try await store(server).put(Self.blob, mountableFrom: nil) { offset async throws(RegistryError) in
            offsets.withLock { $0.append(offset) }
            return BlobStream([Array(Self.layer[Int(offset)...])])
        }
        return (
            uploads.state.withLock(\.ranges), offsets.withLock(\.self),
            server.requests.map { "\($0.method) \($0.target.prefix { $0 != "&" })" }
        )
    }

    @Test(arguments: [ScriptedResponse.status(503), ScriptedResponse([.close])])
    func uploadGoesOnWhereTheRegistryStands(_ first: ScriptedResponse) async throws {
        let (ranges, offsets, lines) = try await upload(holding: 120_000, first: first)
        #expect(ranges == ["120000-299999"])
        #expect(offsets == [0, 120_000])
        let upload = "/v2/p/app/blobs/uploads/u1?state=x"
        #expect(
            lines == [
                "POST /v2/p/app/blobs/uploads/", "PUT \(upload)", "GET \(upload)", "PATCH \(upload)", "PUT \(upload)",
            ])
    }

    @Test(arguments: [413, 405, 501]) func chunksWhereOneRequestIsNotTaken(_ status: Int) async throws {
        let (ranges, offsets, _) = try await upload(minimum: 1000, first: .status(status))
        #expect(ranges == ["0-299999"])
        #expect(offsets == [0, 0])
    }

    @Test func piecesKeepTheOrderAndTheLimit() async throws {
        let pieces = BlobPieces(BlobStream([[1, 2, 3, 4, 5], [6], [7, 8]]))
        var taken: [[UInt8]] = []
        while let piece = try await pieces.next(atMost: 2) { taken.append(piece) }
        #expect(taken == [[1, 2], [3, 4], [5], [6], [7, 8]])
    }
}

private struct Creator: RepositoryCreator {
    let asked: @Sendable () -> Void

    func creates(_ repository: ImageRepository) -> Bool { repository.host == "ecr.example" }
    func create(_ repository: ImageRepository) async throws(RegistryError) { asked() }
}

@Suite struct RepositoryCreationTests {
    @Test(arguments: ["ecr.example", "quay.io"]) func missingRepositoryIsMadeWhereSomebodyCan(_ host: String)
        async throws
    {
        let count = Mutex(0)
        let done = Mutex(false)
        let manifest = ManifestText.image()
        let client = ScriptedClient { request, line in
            if request.url.host() == "gcr.io" {
                return .body(line.contains("/blobs/") ? ManifestText.config : manifest)
            }
            if line.hasPrefix("PUT"), line.contains("manifests") { done.withLock { $0 = true } }
            switch request.method {
            case .head where done.withLock(\.self):
                return .status(200, "", ["Docker-Content-Digest": "\(Digest(of: manifest))"])
            case .head: return .status(404)
            case .post where count.withLock(\.self) == 0:
                return .status(404, #"{"errors":[{"code":"NAME_UNKNOWN","message":"no repository"}]}"#)
            case .post: return .status(202, "", ["Location": "/up"])
            default: return .status(201)
            }
        }
        let registry = RegistryClient(
            configuration: RegistryConfiguration(), http: client, credentials: FixedCredentials(),
            creators: [Creator { count.withLock { $0 += 1 } }])
        let target = try ImageReference(parsing: "\(host)/q/app:1")
        let copy = {
            try await registry.copy(from: "gcr.io/p/app:1", to: target, options: CopyOptions(attachments: false))
        }
        if host == "ecr.example" {
            #expect(try await copy().tag == .created)
        } else {
            await #expect(throws: RegistryError.self) { try await copy() }
        }
        #expect(count.withLock(\.self) == (host == "ecr.example" ? 1 : 0))
    }
}
