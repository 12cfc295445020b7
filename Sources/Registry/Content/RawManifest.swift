package import ImageModel

/// A manifest or index as it was stored, byte for byte, with the digest of exactly these bytes.
package struct RawManifest: Hashable, Sendable {
    package let digest: Digest
    package let mediaType: MediaType
    package let bytes: [UInt8]

    /// - Parameter digest: has to be the digest of `bytes`; `nil` to compute it as sha256.
    package init(mediaType: MediaType, bytes: [UInt8], digest: Digest? = nil) {
        self.digest = digest ?? Digest(of: bytes)
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// What is known of a manifest without reading it.
package struct ManifestHead: Hashable, Sendable {
    package let digest: Digest
    package let mediaType: MediaType
    /// Bytes, where it was said.
    package let size: Int64?

    package init(digest: Digest, mediaType: MediaType, size: Int64?) {
        self.digest = digest
        self.mediaType = mediaType
        self.size = size
    }
}
