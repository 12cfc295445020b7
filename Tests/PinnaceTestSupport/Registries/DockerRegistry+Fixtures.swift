import Foundation

/// Filling and reading the registry for a test's own purposes, by the distribution protocol over plain HTTP.
extension DockerRegistry {
    private static let manifestTypes = [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ].joined(separator: ", ")

    /// Pushes the image with all that it consists of, and moves the tag to it.
    ///
    /// - Parameters:
    ///   - repository: without the host: `authentic-prod-464216/shared-images-repo/cloud-sql-proxy`.
    ///   - tag: `nil` pushes by digest alone.
    /// - Returns: the digest.
    @discardableResult
    package func push(_ image: BuiltImage, to repository: String, tag: String?) async throws -> String {
        for blob in Set(image.blobs) {
            try await push(blob, to: repository)
        }
        for manifest in image.children {
            try await put(manifest, to: repository, under: manifest.digest)
        }
        try await put(image.root, to: repository, under: tag ?? image.digest)
        return image.digest
    }

    /// The manifest that a tag or digest names, or `nil` where there is none.
    package func manifest(_ repository: String, _ reference: String) async throws -> BuiltImage.Content? {
        let answer = try await send(
            "GET",
            "/v2/\(repository)/manifests/\(reference)",
            repository,
            headers: [("Accept", Self.manifestTypes)]
        )
        if answer.status == 404 { return nil }
        try expect(answer, 200, "reading \(repository) \(reference)")
        return BuiltImage.Content(mediaType: answer.header("Content-Type") ?? "", bytes: answer.body)
    }

    /// The digest that a tag names, or `nil` where there is none.
    package func digest(_ repository: String, _ tag: String) async throws -> String? {
        try await manifest(repository, tag)?.digest
    }

    /// Deletes a manifest, and with it the tags that name it.
    package func delete(_ repository: String, digest: String) async throws {
        let answer = try await send("DELETE", "/v2/\(repository)/manifests/\(digest)", repository)
        try expect(answer, 202, "deleting \(repository) \(digest)")
    }

    private func push(_ blob: BuiltImage.Content, to repository: String) async throws {
        let start = try await send("POST", "/v2/\(repository)/blobs/uploads/", repository)
        try expect(start, 202, "beginning an upload to \(repository)")
        guard let location = start.header("Location"), let target = URLComponents(string: location) else {
            throw TestSupportError("the upload to \(repository) has no location")
        }
        let query = (target.percentEncodedQuery.map { "\($0)&" } ?? "") + "digest=\(blob.digest)"
        let answer = try await send(
            "PUT",
            "\(target.percentEncodedPath)?\(query)",
            repository,
            headers: [("Content-Type", "application/octet-stream")],
            body: blob.bytes
        )
        try expect(answer, 201, "uploading a blob to \(repository)")
    }

    private func put(_ manifest: BuiltImage.Content, to repository: String, under reference: String) async throws {
        let answer = try await send(
            "PUT",
            "/v2/\(repository)/manifests/\(reference)",
            repository,
            headers: [("Content-Type", manifest.mediaType)],
            body: manifest.bytes
        )
        try expect(answer, 201, "pushing \(repository) \(reference)")
    }

    private func send(
        _ method: String,
        _ target: String,
        _ repository: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) async throws -> LoopbackHTTP.Message {
        let own = try authorization(repository).map { [(name: "Authorization", value: $0)] } ?? []
        return try await LoopbackHTTP.send(method, target, port: port, headers: headers + own, body: body)
    }

    private func authorization(_ repository: String) throws -> String? {
        switch access {
        case .open: nil
        case .basic(let user, let password): "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
        case .token(let server): "Bearer " + (try server.token(repository))
        }
    }

    private func expect(_ answer: LoopbackHTTP.Message, _ status: Int, _ what: String) throws {
        guard answer.status == status else {
            throw TestSupportError("\(what): \(answer.start)\n\(String(decoding: answer.body, as: UTF8.self))")
        }
    }
}
