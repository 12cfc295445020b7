/// A media type of the distribution world, open to those not listed.
package struct MediaType: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// From a `Content-Type` header, parameters dropped.
    package init(header: String) {
        let type = header.prefix { $0 != ";" }.filter { !$0.isWhitespace }
        rawValue = type.lowercased()
    }

    package static let ociIndex = MediaType(rawValue: "application/vnd.oci.image.index.v1+json")
    package static let ociManifest = MediaType(rawValue: "application/vnd.oci.image.manifest.v1+json")
    package static let dockerList = MediaType(rawValue: "application/vnd.docker.distribution.manifest.list.v2+json")
    package static let dockerManifest = MediaType(rawValue: "application/vnd.docker.distribution.manifest.v2+json")
    package static let dockerSchema1 = MediaType(rawValue: "application/vnd.docker.distribution.manifest.v1+json")
    package static let dockerSchema1Signed = MediaType(
        rawValue: "application/vnd.docker.distribution.manifest.v1+prettyjws"
    )

    package static let dockerConfig = MediaType(rawValue: "application/vnd.docker.container.image.v1+json")

    /// What a client must accept, always all four: with fewer a registry answers a false 404 or a single child.
    package static let manifests: [MediaType] = [.ociIndex, .dockerList, .ociManifest, .dockerManifest]

    package var isIndex: Bool { self == .ociIndex || self == .dockerList }
    package var isImageManifest: Bool { self == .ociManifest || self == .dockerManifest }
    package var isSchema1: Bool { self == .dockerSchema1 || self == .dockerSchema1Signed }
}
