import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RegistryStore {
    private static let maximumPages = 50
    private static let maximumReferrers = 2_000
    /// What registries without the API answer; anything else is trouble, and trouble is no empty list.
    private static let unsupported: Set<Int> = [400, 404, 405, 406, 501]

    /// The registry's own list, or the one under the fallback tag.
    func referrers(of digest: Digest) async throws(RegistryError) -> [Descriptor] {
        var found: [Descriptor] = []
        var next: URL? = try url("referrers/\(digest)")
        for number in 0..<Self.maximumPages {
            guard let url = next else { return Self.unique(found) }
            guard let page = try await referrersPage(url, digest, isFirst: number == 0) else {
                return try await fallbackReferrers(of: digest)
            }
            found += page.list
            next = page.next
            guard found.count <= Self.maximumReferrers else { break }
        }
        throw .tooManyReferrers("\(repository)@\(digest)", limit: Self.maximumReferrers)
    }

    private func referrersPage(
        _ url: URL, _ digest: Digest, isFirst: Bool
    ) async throws(RegistryError) -> (list: [Descriptor], next: URL?)? {
        let subject = "\(repository)@\(digest)"
        var request = HTTPRequest(.get, url)
        request.headers["Accept"] = MediaType.ociIndex.rawValue
        let response = try await transport.send(request, access(.pull, subject))
        if isFirst, Self.unsupported.contains(response.status) { return nil }
        guard response.status == 200 else {
            throw await transport.failure(response, access(.pull, subject), missing: .manifest(.digest(digest)))
        }
        guard let index = try? JSONDecoder().decode(ImageIndex.self, from: Data(response.body)) else {
            // Some answer an unknown path with a page for people.
            if isFirst { return nil }
            throw invalidListing("of referrers whose JSON cannot be read")
        }
        return (index.manifests, try following(response.headers, response.url))
    }

    private func fallbackReferrers(of digest: Digest) async throws(RegistryError) -> [Descriptor] {
        guard let index = try await fallbackIndex(of: digest) else { return [] }
        return try ManifestReading.decode(ImageIndex.self, index, "\(repository)@\(digest)").manifests
    }

    /// `nil` where the tag is missing, or names something else than an index.
    private func fallbackIndex(of digest: Digest) async throws(RegistryError) -> RawManifest? {
        guard let head = try await head(.tag(digest.referrersTag)) else { return nil }
        let manifest = try await manifest(.digest(head.digest))
        return manifest.mediaType.isIndex ? manifest : nil
    }

    private static func unique(_ list: [Descriptor]) -> [Descriptor] {
        var seen: Set<Digest> = []
        return list.filter { seen.insert($0.digest).inserted }
    }
}

extension RegistryStore {
    /// Adds a manifest to the fallback list of its subject: the registry did not say that it keeps one itself
    /// (distribution-spec, "Pushing Manifests with Subject").
    func enlist(_ manifest: RawManifest, under subject: Digest) async throws(RegistryError) {
        let old = try await fallbackIndex(of: subject)
        let new = try ReferrersIndex.adding(
            SubjectReading.descriptor(of: manifest), to: old, "\(repository)@\(subject)")
        guard let new else { return }
        try await put(new, as: .tag(subject.referrersTag))
    }
}

/// A list of referrers as it is stored under the fallback tag.
enum ReferrersIndex {
    /// `nil` where it is listed already. What else the list says is kept.
    static func adding(
        _ descriptor: Descriptor, to old: RawManifest?, _ subject: String
    ) throws(RegistryError) -> RawManifest? {
        let listed = try old.map { old throws(RegistryError) in
            try ManifestReading.decode(ImageIndex.self, old, subject).manifests
        }
        if listed?.contains(where: { $0.digest == descriptor.digest }) == true { return nil }
        do {
            let decoder = JSONDecoder()
            let entry = try decoder.decode(JSONValue.self, from: JSONEncoder().encode(descriptor))
            var document =
                try old.map { try decoder.decode(JSONValue.self, from: Data($0.bytes)) }
                ?? .object([
                    "schemaVersion": .integer(2), "mediaType": .string(MediaType.ociIndex.rawValue),
                    "manifests": .array([]),
                ])
            guard case .array(let manifests) = document["manifests"] else { throw LayoutProblem.noManifests }
            document["manifests"] = .array(manifests + [entry])
            return RawManifest(mediaType: old?.mediaType ?? .ociIndex, bytes: try document.encoded())
        } catch {
            throw .unsupported(subject, "its list of referrers cannot be written")
        }
    }
}

extension JSONValue {
    /// Sorted, so that the same content has the same digest.
    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

extension RegistryError {
    static func tooManyReferrers(_ subject: String, limit: Int) -> RegistryError {
        RegistryError(
            .tooLarge, reason: .limitReached, subject: subject,
            message: "\(subject) has more than \(limit) referrers; nothing was decided on a part of them"
        )
    }
}
