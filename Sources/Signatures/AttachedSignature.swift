package import ImageModel

/// One signature as it was found beside an image; nothing of it is checked.
package struct AttachedSignature: Hashable, Sendable {
    /// The blob's media type.
    package let mediaType: String
    package let bytes: [UInt8]
    /// The layer's own, where cosign's tag scheme keeps the signature and its certificate.
    package let annotations: [String: String]

    package init(mediaType: String, bytes: [UInt8], annotations: [String: String] = [:]) {
        self.mediaType = mediaType
        self.bytes = bytes
        self.annotations = annotations
    }
}

/// What has to be signed.
package struct SignedImage: Hashable, Sendable {
    package let digest: Digest
    /// The manifest or index itself: some signatures speak of it byte for byte.
    package let manifest: [UInt8]

    /// - Parameter manifest: its digest has been checked.
    package init(digest: Digest, manifest: [UInt8]) {
        self.digest = digest
        self.manifest = manifest
    }
}

/// Somebody's word that an image is theirs.
package protocol SignatureVerifier: Sendable {
    /// Artifact types of referrers that can hold such signatures.
    var artifactTypes: Set<String> { get }
    /// Media types of the blobs that are such signatures.
    var mediaTypes: Set<String> { get }
    /// Whether cosign's tag is looked at too.
    var readsCosignTag: Bool { get }

    /// Returns where the signature proves what is asked.
    func verify(_ signature: AttachedSignature, of image: SignedImage) async throws(SignatureError)
}
