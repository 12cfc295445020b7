import HTTPTransport
import ImageModel

@testable import Registry

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Manifests in a few words.
enum ManifestText {
    static let config = Array(#"{"architecture":"arm64","os":"linux"}"#.utf8)
    static let emptyDigest = Digest(of: [])

    static func descriptor(_ bytes: [UInt8], _ type: MediaType, _ more: String = "") -> String {
        #"{"mediaType":"\#(type.rawValue)","digest":"\#(Digest(of: bytes))","size":\#(bytes.count)\#(more)}"#
    }

    static func platform(_ os: String, _ architecture: String) -> String {
        #","platform":{"os":"\#(os)","architecture":"\#(architecture)"}"#
    }

    static func index(_ children: [String]) -> [UInt8] {
        let list = children.joined(separator: ",")
        return Array(
            #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociIndex.rawValue)","manifests":[\#(list)]}"#.utf8)
    }

    static func image(_ config: [UInt8] = Self.config, layers: [[UInt8]] = [], type: String? = nil) -> [UInt8] {
        let type = MediaType(rawValue: type ?? "application/vnd.oci.image.config.v1+json")
        let layerType = MediaType(rawValue: "application/vnd.oci.image.layer.v1.tar+gzip")
        let list = layers.map { descriptor($0, layerType) }.joined(separator: ",")
        return Array(
            #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociManifest.rawValue)","#.utf8)
            + Array(#""config":\#(descriptor(config, type)),"layers":[\#(list)]}"#.utf8)
    }

    /// A registry that holds contents by digest and by tag.
    static func registry(_ contents: [[UInt8]], tags: [String: [UInt8]]) -> ScriptedClient {
        ScriptedClient { request, line in
            let name = request.url.lastPathComponent
            if line.contains("/referrers/") { return .status(404) }
            let bytes = tags[name] ?? contents.first { Digest(of: $0).description == name }
            guard let bytes else { return .status(404, #"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"none"}]}"#) }
            return .body(bytes, ["Docker-Content-Digest": Digest(of: bytes).description])
        }
    }
}
