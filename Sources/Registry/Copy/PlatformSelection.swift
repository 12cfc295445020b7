import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An index with fewer platforms. Its bytes are others, and so is its digest.
struct PlatformSelection: Sendable {
    let platforms: [Platform]
    let subject: String

    /// The manifest itself where nothing is left out.
    func narrowed(_ manifest: RawManifest) throws(RegistryError) -> RawManifest {
        guard manifest.mediaType.isIndex else {
            throw .unsupported(subject, "it is one image, not an index: there are no platforms to choose from")
        }
        let children = try ManifestReading.decode(ImageIndex.self, manifest, subject).manifests
        let kept = try kept(children)
        if children.allSatisfy({ kept.contains($0.digest) }) { return manifest }
        do {
            var document = try JSONDecoder().decode(JSONValue.self, from: Data(manifest.bytes))
            guard case .array(let entries) = document["manifests"] else { return manifest }
            document["manifests"] = .array(zip(entries, children).filter { kept.contains($0.1.digest) }.map(\.0))
            return RawManifest(mediaType: manifest.mediaType, bytes: try document.encoded())
        } catch {
            throw .unsupported(subject, "its index cannot be written with fewer platforms")
        }
    }

    /// The children for the wanted platforms, and the attestations about those.
    private func kept(_ children: [Descriptor]) throws(RegistryError) -> Set<Digest> {
        var kept: Set<Digest> = []
        for platform in platforms {
            let fitting = children.filter { child in
                guard !child.isAttestation, let own = child.platform else { return false }
                return platform.runs(own) && own.runs(platform)
            }
            guard !fitting.isEmpty else {
                throw RegistryError(
                    .notFound, reason: .platformMissing, subject: subject,
                    message: "\(subject) has no image for \(platform): name platforms that it offers"
                )
            }
            kept.formUnion(fitting.map(\.digest))
        }
        let about = children.filter { child in
            child.annotations?["vnd.docker.reference.digest"].flatMap { Digest($0) }.map(kept.contains) == true
        }
        return kept.union(about.map(\.digest))
    }
}
