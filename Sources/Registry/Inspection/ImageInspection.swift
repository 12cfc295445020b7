package import ImageModel

/// What a registry tells of an image without a layer being pulled.
package struct ImageInspection: Sendable, Hashable {
    /// One image that nodes run.
    package struct Image: Sendable, Hashable {
        package let digest: Digest
        package let platform: Platform?
        /// Bytes of the layers as they are stored and sent, compressed as a rule.
        package let compressedSize: Int64
        package let layers: Int
        /// Docker's or OCI's, or an artifact's own.
        package let configType: MediaType
        /// `nil` for an artifact, which runs on nothing.
        package let config: InspectedConfig?
        /// What the registry's scan found; `nil` where it cannot be asked, or has none that is finished.
        package var scan: ScanFindings?
    }

    /// The image that it was built on, as its annotations or labels name it (`org.opencontainers.image.base.…`).
    package struct Base: Sendable, Hashable {
        package let name: String
        package let digest: Digest?
        /// What the name stands for now, the image of a platform where that is what was built on and still in it; `nil`
        /// where that could not be asked.
        package let current: Digest?

        /// Whether the name stands for another image now; `nil` where that cannot be told.
        package var hasMoved: Bool? {
            guard let digest, let current else { return nil }
            return digest != current
        }
    }

    /// A signature, an attestation or anything else that is attached.
    package struct Attached: Sendable, Hashable {
        package let digest: Digest
        /// The referrer's artifact type, where it is one.
        package let artifactType: String?
        /// cosign's tag, where it goes by one.
        package let tag: ImageTag?
    }

    package let reference: ImageReference
    package let digest: Digest
    package let mediaType: MediaType
    /// Sorted by platform.
    package let images: [Image]
    /// BuildKit's provenance and SBOM children.
    package let attestations: Int
    package let base: Base?
    package let attached: [Attached]
}
