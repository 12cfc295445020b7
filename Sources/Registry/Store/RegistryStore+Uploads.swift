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
        content: @Sendable () async throws(RegistryError) -> BlobStream
    ) async throws(RegistryError) -> BlobArrival {
        switch try await mount(blob, from: source) {
        case .mounted: return .mounted
        case .begun(let location): try await upload(blob, to: location, try await content())
        case .refused: try await upload(blob, to: try await beginUpload(), try await content())
        }
        return .streamed
    }

    private enum Mount {
        case mounted
        /// The registry began an upload instead (distribution-spec, "Mounting a blob from another repository").
        case begun(URL)
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
            case 202: return .begun(try location(of: response))
            default: return .refused
            }
        } catch {
            if error.code == .cancelled { throw error }
            return .refused
        }
    }

    /// Where a repository is missing and somebody can create it, that is done first.
    private func beginUpload() async throws(RegistryError) -> URL {
        do throws(RegistryError) {
            return try await requestUpload()
        } catch {
            guard error.code == .notFound, try await creation.create(repository) else { throw error }
            return try await requestUpload()
        }
    }

    private func requestUpload() async throws(RegistryError) -> URL {
        let access = access(.push)
        let response = try await transport.send(try uploadRequest("blobs/uploads/"), access)
        guard response.status == 202 else {
            throw await transport.failure(response, access, missing: .repository)
        }
        return try location(of: response)
    }

    private func uploadRequest(_ rest: String) throws(RegistryError) -> HTTPRequest {
        var request = HTTPRequest(.post, try url(rest), body: .bytes([]))
        request.options.redirects = .refuse
        return request
    }

    /// Relative or absolute, on this host or another.
    private func location(of response: HTTPResponse) throws(RegistryError) -> URL {
        guard let text = response.headers["location"],
            let url = URL(string: text, relativeTo: response.url)?.absoluteURL, HTTPOrigin(url) != nil
        else {
            throw RegistryError(
                .invalidAnswer, reason: .registryUnavailable, subject: repository.canonicalName,
                message: "\(repository.host) began an upload without saying where to", status: response.status
            )
        }
        return url
    }

    private func upload(_ blob: Descriptor, to location: URL, _ content: BlobStream) async throws(RegistryError) {
        let access = access(.push, "\(repository)@\(blob.digest)")
        let failure = Mutex<RegistryError?>(nil)
        let response: HTTPResponse
        do throws(RegistryError) {
            response = try await transport.send(
                try uploadRequest(blob, to: location, content, failure: { error in failure.withLock { $0 = error } }),
                access
            )
        } catch {
            content.cancel()
            // What broke the source is the cause of what broke the upload.
            throw failure.withLock(\.self) ?? error
        }
        guard response.isSuccess else {
            content.cancel()
            throw await transport.failure(response, access, missing: .repository)
        }
    }

    private func uploadRequest(
        _ blob: Descriptor, to location: URL, _ content: BlobStream,
        failure: @escaping @Sendable (RegistryError) -> Void
    ) throws(RegistryError) -> HTTPRequest {
        let text = location.absoluteString
        let separator = text.contains("?") ? "&" : "?"
        let query = FormURLEncoding.string([("digest", blob.digest.description)])
        guard let url = URL(string: text + separator + query) else {
            throw RegistryError(
                .invalidAnswer, reason: .registryUnavailable, subject: repository.canonicalName,
                message: "\(repository.host) named an upload address that cannot be read"
            )
        }
        let chunks: @Sendable () async throws -> [UInt8]? = {
            do throws(RegistryError) {
                return try await content.nextChunk()
            } catch {
                failure(error)
                throw error
            }
        }
        var request = HTTPRequest(.put, url, body: .stream(length: blob.size, chunks: chunks))
        request.headers["Content-Type"] = "application/octet-stream"
        request.options.timeout = nil
        request.options.redirects = .refuse
        return request
    }
}
