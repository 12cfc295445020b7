import Credentials
import HTTPTransport
package import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RegistryClient {
    /// Whether any tag names an image, as far as one question tells: ECR is asked for the image, Artifact Registry for the
    /// repository's list, which says what each digest is named by. Other registries tell it with all their tags alone.
    ///
    /// A courtesy: a registry that does not answer spoils nothing.
    ///
    /// - Parameter reference: with a digest.
    package func holding(of reference: ImageReference) async -> TagHolding {
        guard let digest = reference.digest, !recording.isOffline else { return .unknown }
        let repository = reference.repository
        if scans(of: repository) != nil, let elasticImages {
            let tags = try? await elasticImages.tags(of: digest, in: repository)
            return tags.flatMap(\.self).map { $0.isEmpty ? .untagged : .tagged } ?? .unknown
        }
        guard GoogleTagList.isKept(by: repository.host), let list = try? await tagList(of: repository) else {
            return .unknown
        }
        return list.holding(of: digest)
    }

    private func tagList(of repository: ImageRepository) async throws(RegistryError) -> GoogleTagList {
        try await tagLists.value(for: repository) { [self] () async throws(RegistryError) in
            let store = try store(for: repository)
            guard let registry = (store as? RecordingStore)?.store ?? store as? RegistryStore else {
                return GoogleTagList()
            }
            return try await registry.googleTagList()
        }
    }
}

/// A repository's list as Google's registries give it: beside the tags, what each digest is named by (as
/// go-containerregistry's `google.List` reads it).
struct GoogleTagList: Sendable, Decodable {
    private struct Manifest: Decodable {
        let tag: [String]?
    }

    /// A larger list is not worth a warning.
    static let maximumBytes = 8 << 20

    private let named: [Digest: Bool]?

    init() {
        named = nil
    }

    private enum CodingKeys: String, CodingKey {
        case manifest
    }

    init(from decoder: any Decoder) throws {
        let manifests = try decoder.container(keyedBy: CodingKeys.self)
            .decodeIfPresent([String: Manifest].self, forKey: .manifest)
        named = manifests.map { manifests in
            manifests.reduce(into: [:]) { named, entry in
                if let digest = Digest(entry.key) { named[digest] = entry.value.tag?.isEmpty == false }
            }
        }
    }

    static func isKept(by host: String) -> Bool {
        host == "gcr.io" || host.hasSuffix(".gcr.io") || host.hasSuffix("-docker.pkg.dev")
    }

    func holding(of digest: Digest) -> TagHolding {
        named?[digest].map { $0 ? .tagged : .untagged } ?? .unknown
    }
}

extension RegistryStore {
    func googleTagList() async throws(RegistryError) -> GoogleTagList {
        var request = HTTPRequest(.get, try url("tags/list"))
        request.options.maximumBodyBytes = GoogleTagList.maximumBytes
        let response = try await transport.send(request, access(.pull))
        guard response.status == 200 else {
            throw await transport.failure(response, access(.pull), missing: .repository)
        }
        return (try? JSONDecoder().decode(GoogleTagList.self, from: Data(response.body))) ?? GoogleTagList()
    }
}
