import Crypto

/// An image in bytes, ready for a registry or a layout.
package struct BuiltImage: Sendable {
    /// A manifest or a blob under its digest.
    package struct Content: Sendable, Hashable {
        package let mediaType: String
        package let bytes: [UInt8]
        /// `sha256:…` of the bytes.
        package let digest: String

        package init(mediaType: String, bytes: [UInt8]) {
            self.mediaType = mediaType
            self.bytes = bytes
            digest =
                "sha256:"
                + SHA256.hash(data: bytes).map { byte in
                    (byte < 16 ? "0" : "") + String(byte, radix: 16)
                }.joined()
        }

        package var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// The index, or the one manifest: what a tag names.
    package let root: Content
    /// An index's children in its order, attestations included; empty where the root is a manifest.
    package let children: [Content]
    /// Configs and layers of all of them.
    package let blobs: [Content]
    /// What it runs on, attestations left out: `linux/amd64`, `linux/arm/v7`.
    package let platforms: [String]

    /// The digest that a pin of this image carries.
    package var digest: String { root.digest }
    /// Everything a registry needs before the root, in an order that it takes.
    package var manifests: [Content] { children + [root] }
}
