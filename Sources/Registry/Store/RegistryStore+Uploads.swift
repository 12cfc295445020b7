import HTTPTransport
import ImageModel
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RegistryStore {
    func put(
        _ blob: Descriptor,
        mountableFrom source: ImageRepository?,
        content: @Sendable (Int64) async throws(RegistryError) -> BlobStream
    ) async throws(RegistryError) -> BlobArrival {
        switch try await mount(blob, from: source) {
        case .mounted: return .mounted
        case .begun(let place): try await upload(blob, at: place, content)
        case .refused: try await upload(blob, at: try await beginUpload(), content)
        }
        return .streamed
    }

    private func upload(
        _ blob: Descriptor, at place: UploadPlace,
        _ content: @Sendable (Int64) async throws(RegistryError) -> BlobStream
    ) async throws(RegistryError) {
        var upload = BlobUpload(self, blob, at: place)
        try await upload.run(content)
    }

    private enum Mount {
        case mounted
        /// The registry began an upload instead (distribution-spec, "Mounting a blob from another repository").
        case begun(UploadPlace)
        case refused
    }

    private func mount(_ blob: Descriptor, from source: ImageRepository?) async throws(RegistryError) -> Mount {
        guard let source else { return .refused }
        var access = access(.push)
        access.scopes.append(TokenScope(source.path, .pull))
        let query = FormURLEncoding.string([("mount", blob.digest.description), ("from", source.path)])
        do throws(RegistryError) {
            let response = try await transport.send(try uploadRequest("blobs/uploads/?\(query)"), access)
            switch response.status {
            case 201: return .mounted
            case 202: return .begun(try place(of: response))
            default: return .refused
            }
        } catch {
            if error.code == .cancelled { throw error }
            return .refused
        }
    }

    /// Where a repository is missing and somebody can create it, that is done first.
    func beginUpload() async throws(RegistryError) -> UploadPlace {
        do throws(RegistryError) {
            return try await requestUpload()
        } catch {
            guard error.code == .notFound, try await creation.create(repository) else { throw error }
            return try await requestUpload()
        }
    }

    private func requestUpload() async throws(RegistryError) -> UploadPlace {
        let access = access(.push)
        let response = try await transport.send(try uploadRequest("blobs/uploads/"), access)
        guard response.status == 202 else {
            throw await transport.failure(response, access, missing: .repository)
        }
        return try place(of: response)
    }

    private func uploadRequest(_ rest: String) throws(RegistryError) -> HTTPRequest {
        var request = HTTPRequest(.post, try url(rest), body: .bytes([]))
        request.options.redirects = .refuse
        return request
    }

    private func place(of response: HTTPResponse) throws(RegistryError) -> UploadPlace {
        guard let location = uploadLocation(of: response) else {
            throw RegistryError(
                .invalidAnswer, reason: .registryUnavailable, subject: repository.canonicalName,
                message: "\(repository.host) began an upload without saying where to", status: response.status
            )
        }
        let minimum = response.headers["oci-chunk-min-length"].flatMap { Int64($0) } ?? 0
        return UploadPlace(location: location, minimumChunk: max(0, min(minimum, 1 << 40)))
    }

    /// Relative or absolute, on this host or another.
    func uploadLocation(of response: HTTPResponse) -> URL? {
        guard let text = response.headers["location"],
            let url = URL(string: text, relativeTo: response.url)?.absoluteURL, HTTPOrigin(url) != nil
        else { return nil }
        return url
    }
}

/// Where an upload goes, as the registry said when it began.
struct UploadPlace: Sendable {
    var location: URL
    /// The least bytes of a chunk, except the last (distribution-spec, `OCI-Chunk-Min-Length`).
    let minimumChunk: Int64
}
