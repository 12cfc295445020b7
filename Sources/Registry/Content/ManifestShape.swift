import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Which kind of manifest some bytes are, by what was said of them and by what they say themselves.
///
/// Bytes that can be read as an index and as an image are refused, and so is a body that contradicts its header:
/// two readers would see two images (CVE-2021-41190).
enum ManifestShape {
    enum Problem: Error, Hashable {
        case unreadable
        case ambiguous
        case unknown(String)
    }

    static func mediaType(header: MediaType?, bytes: [UInt8]) throws(Problem) -> MediaType {
        guard let probe = try? JSONDecoder().decode(Probe.self, from: Data(bytes)) else { throw .unreadable }
        if probe.schemaVersion == 1 { return .dockerSchema1 }
        if probe.manifests != nil && (probe.config != nil || probe.layers != nil) { throw .ambiguous }
        let said = header.flatMap { $0.isKnown ? $0 : nil }
        let own = probe.mediaType.map { MediaType(rawValue: $0) }
        if let said, let own, said != own { throw .ambiguous }
        let type = said ?? own ?? probe.guess
        guard let type, type.isKnown else { throw .unknown((own ?? header)?.rawValue.printable(limit: 100) ?? "none") }
        if type.isIndex != (probe.manifests != nil) && !type.isSchema1 { throw .ambiguous }
        return type
    }

    private struct Probe: Decodable {
        struct Present: Decodable {
            init(from decoder: any Decoder) {}
        }
        let schemaVersion: Int?
        let mediaType: String?
        let manifests: Present?
        let config: Present?
        let layers: Present?

        /// `mediaType` is optional in OCI documents.
        var guess: MediaType? {
            if manifests != nil { return .ociIndex }
            return config != nil ? .ociManifest : nil
        }
    }
}

extension MediaType {
    var isKnown: Bool { isIndex || isImageManifest || isSchema1 }
}
