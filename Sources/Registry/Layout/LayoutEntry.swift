import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One manifest of a layout's `index.json`, and the names it goes by.
///
/// An entry names a tag of a repository by its annotation `org.opencontainers.image.ref.name`, in one of these
/// spellings, the first that fits:
/// 1. a whole reference, `gcr.io/p/app:1.2`, or whatever means the same (`nginx:1.27` for Docker Hub). containerd's
///    `io.containerd.image.name`, which BuildKit and Docker write, counts as one too;
/// 2. `path:tag`, as in `p/app:1.2`, whose host is the one that the layout serves.
///
/// A name may hold a digest as well, or nothing but a digest: then the entry belongs to the repository without a tag.
struct LayoutEntry: Hashable, Sendable {
    static let nameAnnotation = "org.opencontainers.image.ref.name"
    static let containerdAnnotation = "io.containerd.image.name"

    enum Spelling: Int, Comparable {
        case whole
        case path

        static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    let descriptor: Descriptor
    /// As read, with whatever else stands there.
    private(set) var json: JSONValue
    /// The names that are whole references.
    private let references: [ImageReference]

    init(_ json: JSONValue) throws {
        self.json = json
        descriptor = try JSONDecoder().decode(Descriptor.self, from: JSONEncoder().encode(json))
        references = Self.references(descriptor)
    }

    /// An entry for a manifest, named by a reference.
    init(_ manifest: RawManifest, named reference: ImageReference) {
        let name = reference.repository.canonicalName + ManifestName(reference).suffix
        descriptor = Descriptor(
            mediaType: manifest.mediaType,
            digest: manifest.digest,
            size: Int64(manifest.bytes.count),
            annotations: [Self.nameAnnotation: name]
        )
        references = Self.references(descriptor)
        json = .object([
            "mediaType": .string(descriptor.mediaType.rawValue),
            "digest": .string(descriptor.digest.description),
            "size": .integer(descriptor.size),
            "annotations": .object([Self.nameAnnotation: .string(name)]),
        ])
    }

    private static func references(_ descriptor: Descriptor) -> [ImageReference] {
        [nameAnnotation, containerdAnnotation].compactMap { key in
            descriptor.annotations?[key].flatMap { try? ImageReference(parsing: $0) }
        }
    }

    /// The tag that this entry gives its manifest in a repository, and how that is spelled; a `nil` tag where only
    /// the digest is named; `nil` where the entry is of another repository.
    func place(in repository: ImageRepository) -> (tag: ImageTag?, spelling: Spelling)? {
        if let reference = references.first(where: { $0.repository == repository }) {
            return (reference.tag ?? (reference.digest == nil ? .latest : nil), .whole)
        }
        guard let name = descriptor.annotations?[Self.nameAnnotation], name.hasPrefix(repository.path) else {
            return nil
        }
        let rest = name.dropFirst(repository.path.count)
        if rest.first == ":", let tag = ImageTag(rest.dropFirst().prefix { $0 != "@" }) { return (tag, .path) }
        return rest.first == "@" ? (nil, .path) : nil
    }

    /// The entry without its tag: its manifest stays in the repository, by its digest alone.
    func untagged(in repository: ImageRepository) -> LayoutEntry {
        let name = JSONValue.string("\(repository.canonicalName)@\(descriptor.digest)")
        var changed = json
        changed["annotations"]?[Self.nameAnnotation] = name
        changed["annotations"]?[Self.containerdAnnotation] = nil
        return (try? LayoutEntry(changed)) ?? self
    }
}
