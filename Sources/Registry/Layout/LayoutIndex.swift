import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A layout's `index.json`: which manifests it has, and what they are called (OCI image-spec, "Image Layout").
struct LayoutIndex: Sendable {
    private(set) var entries: [LayoutEntry]
    private var document: JSONValue

    init() {
        entries = []
        document = .object([
            "schemaVersion": .integer(2), "mediaType": .string(MediaType.ociIndex.rawValue), "manifests": .array([]),
        ])
    }

    init(parsing bytes: [UInt8]) throws {
        document = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        guard case .array(let manifests) = document["manifests"] else { throw LayoutProblem.noManifests }
        entries = try manifests.map { try LayoutEntry($0) }
    }

    func encoded() throws -> [UInt8] {
        var document = document
        document["manifests"] = .array(entries.map(\.json))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
    }

    /// The entries that name a tag, in the better of the two spellings.
    func entries(tagged tag: ImageTag, in repository: ImageRepository) -> [LayoutEntry] {
        let named = entries.compactMap { entry in
            entry.place(in: repository).flatMap { $0.tag == tag ? (entry: entry, spelling: $0.spelling) : nil }
        }
        let best = named.map(\.spelling).min()
        return named.filter { $0.spelling == best }.map(\.entry)
    }

    func entries(of repository: ImageRepository) -> [LayoutEntry] {
        entries.filter { $0.place(in: repository) != nil }
    }

    func tags(of repository: ImageRepository) -> [ImageTag] {
        var seen: Set<ImageTag> = []
        return entries.compactMap { $0.place(in: repository)?.tag }.filter { seen.insert($0).inserted }
    }

    /// Names a manifest. Where a tag moves, what it named before stays in the repository by its digest.
    mutating func insert(_ manifest: RawManifest, as name: ManifestName, in repository: ImageRepository) {
        let new = LayoutEntry(manifest, named: name.reference(in: repository))
        entries = entries.compactMap { entry in
            guard let place = entry.place(in: repository) else { return entry }
            let isSame = entry.descriptor.digest == manifest.digest
            if place.tag == nil { return isSame ? nil : entry }
            guard case .tag(let tag) = name, tag == place.tag else { return entry }
            return isSame ? nil : entry.untagged(in: repository)
        }
        let isNamed = entries.contains { $0.descriptor.digest == manifest.digest && $0.place(in: repository) != nil }
        if name.digest == nil || !isNamed { entries.append(new) }
    }
}

enum LayoutProblem: Error {
    case noManifests
}
