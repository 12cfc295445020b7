import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Manifests as values.
enum ManifestReading {
    static func decode<Content: Decodable>(
        _ type: Content.Type, _ manifest: RawManifest, _ subject: String
    ) throws(RegistryError) -> Content {
        do {
            return try JSONDecoder().decode(type, from: Data(manifest.bytes))
        } catch {
            throw .unsupported(subject, "\(manifest.digest.short) is no valid \(manifest.mediaType.rawValue)")
        }
    }
}
