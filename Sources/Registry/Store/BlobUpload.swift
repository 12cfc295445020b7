import HTTPTransport
import ImageModel
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A blob on its way to a registry: in one request where that is taken, else in chunks; after a cut the registry is
/// asked how much it has, and gets the rest (distribution-spec, "Pushing Blobs").
struct BlobUpload: Sendable {
    /// Above ECR's least part of 5 MiB, and small enough that little is sent twice.
    private static let chunk: Int64 = 32 << 20
    private static let resumptions = 5
    /// Answers to a body that is too large for one request, or to a way of uploading that is not there.
    private static let chunksWanted: Set<Int> = [405, 411, 413, 501]

    private let store: RegistryStore
    private let blob: Descriptor
    private var place: UploadPlace
    private var offset: Int64 = 0

    init(_ store: RegistryStore, _ blob: Descriptor, at place: UploadPlace) {
        self.store = store
        self.blob = blob
        self.place = place
    }

    private var access: RegistryAccess { store.access(.push, "\(store.repository)@\(blob.digest)") }

    mutating func run(
        _ content: @Sendable (Int64) async throws(RegistryError) -> BlobStream
    ) async throws(RegistryError) {
        var isWhole = true
        var resumed = 0
        while true {
            let pieces = BlobPieces(try await content(offset))
            do throws(RegistryError) {
                if isWhole { return try await sendWhole(pieces) }
                return try await sendChunks(pieces)
            } catch {
                pieces.cancel()
                guard resumed < Self.resumptions, try await takeUp(after: error, &isWhole) else { throw error }
                resumed += 1
            }
        }
    }

    /// Whether there is a way on from where the registry stands now.
    private mutating func takeUp(after error: RegistryError, _ isWhole: inout Bool) async throws(RegistryError) -> Bool
    {
        if isWhole, let status = error.status, Self.chunksWanted.contains(status) {
            (place, offset, isWhole) = (try await store.beginUpload(), 0, false)
            return true
        }
        guard error.code == .unavailable, let known = await status(), known > 0 || !isWhole else { return false }
        (offset, isWhole) = (known, false)
        return true
    }

    /// How many bytes the registry has; `nil` where it does not tell.
    private mutating func status() async -> Int64? {
        var request = HTTPRequest(.get, place.location)
        request.options.redirects = .refuse
        request.options.retry = .init(attempts: 2)
        guard let response = try? await store.transport.send(request, access), response.status == 204,
            let range = response.headers["range"], let last = range.split(separator: "-").last.flatMap({ Int64($0) }),
            (0..<blob.size).contains(last)
        else { return nil }
        place.location = store.uploadLocation(of: response) ?? place.location
        // `0-0` is what an upload without a byte says in practice.
        return last == 0 ? 0 : last + 1
    }

    private func sendWhole(_ pieces: BlobPieces) async throws(RegistryError) {
        try await send(.put, try finishing(), pieces, length: blob.size, range: nil)
    }

    private mutating func sendChunks(_ pieces: BlobPieces) async throws(RegistryError) {
        while offset < blob.size {
            let length = min(blob.size - offset, max(Self.chunk, place.minimumChunk))
            let range = "\(offset)-\(offset + length - 1)"
            let response = try await send(
                .patch, place.location, pieces, length: length, range: range)
            place.location = store.uploadLocation(of: response) ?? place.location
            offset += length
        }
        // Only a stream read to its end has said whether its bytes were right.
        try await pieces.finish()
        try await send(.put, try finishing(), pieces, length: 0, range: nil)
    }

    /// Keeps the query of the location: it is the registry's own business.
    private func finishing() throws(RegistryError) -> URL {
        let text = place.location.absoluteString
        let query = FormURLEncoding.string([("digest", blob.digest.description)])
        guard let url = URL(string: text + (text.contains("?") ? "&" : "?") + query) else {
            throw RegistryError(
                .invalidAnswer, reason: .registryUnavailable, subject: store.repository.canonicalName,
                message: "\(store.repository.host) named an upload address that cannot be read"
            )
        }
        return url
    }

    @discardableResult
    private func send(
        _ method: HTTPRequest.Method, _ url: URL, _ pieces: BlobPieces, length: Int64, range: String?
    ) async throws(RegistryError) -> HTTPResponse {
        let failure = Mutex<RegistryError?>(nil)
        let body = Self.body(pieces, length) { error in failure.withLock { $0 = error } }
        var request = HTTPRequest(method, url, body: body)
        request.headers["Content-Type"] = "application/octet-stream"
        request.headers["Content-Range"] = range
        request.options.timeout = nil
        request.options.redirects = .refuse
        let response: HTTPResponse
        do throws(RegistryError) {
            response = try await store.transport.send(request, access)
        } catch {
            // What broke the source is the cause of what broke the upload.
            throw failure.withLock(\.self) ?? error
        }
        guard response.isSuccess else {
            throw await store.transport.failure(response, access, missing: .repository)
        }
        return response
    }

    private static func body(
        _ pieces: BlobPieces, _ length: Int64, failure: @escaping @Sendable (RegistryError) -> Void
    ) -> HTTPRequestBody {
        guard length > 0 else { return .bytes([]) }
        let left = Mutex(length)
        return .stream(
            length: length,
            chunks: { () async throws -> [UInt8]? in
                let limit = left.withLock(\.self)
                guard limit > 0 else { return nil }
                do throws(RegistryError) {
                    let piece = try await pieces.next(atMost: limit)
                    left.withLock { $0 -= Int64(piece?.count ?? 0) }
                    return piece
                } catch {
                    failure(error)
                    throw error
                }
            }
        )
    }
}
