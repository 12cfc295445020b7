import HTTPTransport
import ImageModel

extension RegistryStore {
    func blob(_ blob: Descriptor) async throws(RegistryError) -> BlobStream {
        try await self.blob(blob, from: 0).verified(
            digest: blob.digest, size: blob.size, subject: "\(repository)@\(blob.digest)")
    }

    func blob(_ blob: Descriptor, from offset: Int64) async throws(RegistryError) -> BlobStream {
        let subject = "\(repository)@\(blob.digest)"
        return try await BlobDownload(subject, size: blob.size, from: offset) { offset async throws(RegistryError) in
            try await self.open(blob, from: offset, subject)
        }.stream
    }

    private func open(
        _ blob: Descriptor, from offset: Int64, _ subject: String
    ) async throws(RegistryError) -> HTTPStreamingResponse {
        var request = HTTPRequest(.get, try url("blobs/\(blob.digest)"))
        request.options.timeout = nil
        if offset > 0 { request.headers["Range"] = "bytes=\(offset)-" }
        let response = try await transport.stream(request, access(.pull, subject))
        guard response.status == 200 || (offset > 0 && response.status == 206) else {
            let answer = await response.collected(limit: 64 << 10)
            throw await transport.failure(answer, access(.pull, subject), missing: .blob(blob.digest))
        }
        return response
    }

    func hasBlob(_ blob: Descriptor) async throws(RegistryError) -> Bool {
        let subject = "\(repository)@\(blob.digest)"
        let request = HTTPRequest(.head, try url("blobs/\(blob.digest)"))
        // The scope of what follows, so that one token serves both.
        let response = try await transport.send(request, access(.push, subject))
        if response.status == 404 { return false }
        guard response.isSuccess else {
            throw await transport.failure(response, access(.push, subject), missing: .blob(blob.digest))
        }
        return true
    }
}

extension HTTPStreamingResponse {
    /// The beginning of the body of an answer that is an error.
    func collected(limit: Int) async -> HTTPResponse {
        var body: [UInt8] = []
        while body.count < limit, let chunk = try? await nextChunk() { body += chunk }
        cancel()
        return HTTPResponse(status: status, url: url, headers: headers, body: Array(body.prefix(limit)))
    }
}
