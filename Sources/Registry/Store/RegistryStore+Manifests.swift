import HTTPTransport
import ImageModel

extension RegistryStore {
    func manifest(_ name: ManifestName) async throws(RegistryError) -> RawManifest {
        let subject = "\(repository)\(name.suffix)"
        let response = try await transport.send(try manifestRequest(.get, name), access(.pull, subject))
        guard response.status == 200 else {
            throw await transport.failure(response, access(.pull, subject), missing: .manifest(name))
        }
        let digest = try Self.digest(of: response, asked: name.digest, subject)
        let header = response.headers["content-type"].map(MediaType.init(header:))
        do throws(ManifestShape.Problem) {
            let type = try ManifestShape.mediaType(header: header, bytes: response.body)
            return RawManifest(mediaType: type, bytes: response.body, digest: digest)
        } catch {
            throw .shape(error, subject)
        }
    }

    func head(_ name: ManifestName) async throws(RegistryError) -> ManifestHead? {
        let subject = "\(repository)\(name.suffix)"
        let response = try await transport.send(try manifestRequest(.head, name), access(.pull, subject))
        if response.status == 404 { return nil }
        if response.status == 429 {
            throw await transport.failure(response, access(.pull, subject), missing: .manifest(name))
        }
        guard response.status == 200, let digest = Self.statedDigest(response) else {
            // An error of HEAD has no body to say more, and some registries leave the digest out.
            let manifest = try await manifest(name)
            return ManifestHead(
                digest: manifest.digest, mediaType: manifest.mediaType, size: Int64(manifest.bytes.count)
            )
        }
        if let asked = name.digest, asked != digest {
            throw .wrongDigest(subject, expected: asked, found: digest)
        }
        let type = MediaType(header: response.headers["content-type"] ?? "")
        return ManifestHead(
            digest: digest, mediaType: type, size: response.headers["content-length"].flatMap { Int64($0) }
        )
    }

    func put(_ manifest: RawManifest, as name: ManifestName?) async throws(RegistryError) {
        let name = name ?? .digest(manifest.digest)
        let subject = "\(repository)\(name.suffix)"
        try checkSize(manifest, subject)
        let response = try await send(manifest, as: name, subject)
        guard response.isSuccess else {
            // An immutable tag refuses the very same content too, as when the answer to the first attempt was lost.
            if response.status < 500, response.status != 401, try await head(name)?.digest == manifest.digest { return }
            throw await transport.failure(response, access(.push, subject), missing: .repository)
        }
        if let stored = Self.statedDigest(response), stored.algorithm == manifest.digest.algorithm,
            stored != manifest.digest
        {
            throw .wrongDigest(subject, expected: manifest.digest, found: stored)
        }
        if response.headers["oci-subject"] == nil, let attached = SubjectReading.subject(of: manifest) {
            try await enlist(manifest, under: attached)
        }
    }

    private func send(
        _ manifest: RawManifest, as name: ManifestName, _ subject: String
    ) async throws(RegistryError) -> HTTPResponse {
        var request = HTTPRequest(.put, try url("manifests/\(name)"), body: .bytes(manifest.bytes))
        request.headers["Content-Type"] = manifest.mediaType.rawValue
        request.options.redirects = .refuse
        return try await transport.send(request, access(.push, subject))
    }

    /// What ECR, and most registries after Docker's, take at most (Amazon ECR service quotas).
    private func checkSize(_ manifest: RawManifest, _ subject: String) throws(RegistryError) {
        let limit = 4 << 20
        guard manifest.bytes.count > limit else { return }
        throw .tooLarge(subject, what: "the manifest", limit: limit)
    }

    private func manifestRequest(
        _ method: HTTPRequest.Method, _ name: ManifestName
    ) throws(RegistryError) -> HTTPRequest {
        var request = HTTPRequest(method, try url("manifests/\(name)"))
        request.headers["Accept"] = Self.acceptedManifests
        request.options.maximumBodyBytes = Self.maximumManifestBytes
        return request
    }

    private static let acceptedManifests = MediaType.manifests.map(\.rawValue).joined(separator: ", ")

    private static func statedDigest(_ response: HTTPResponse) -> Digest? {
        response.headers["docker-content-digest"].flatMap { Digest($0) }
    }

    /// The digest by our own hash, which is the authority; what was asked for and what the header says must agree.
    private static func digest(
        of response: HTTPResponse, asked: Digest?, _ subject: String
    ) throws(RegistryError) -> Digest {
        for expected in [asked, statedDigest(response)].compactMap(\.self) {
            let found = Digest(of: response.body, algorithm: expected.algorithm)
            guard found == expected else { throw .wrongDigest(subject, expected: expected, found: found) }
        }
        return asked ?? Digest(of: response.body, algorithm: statedDigest(response)?.algorithm ?? .sha256)
    }
}
