package import ImageModel

/// What a copy did.
package struct CopyResult: Sendable, Hashable {
    package enum Tag: Sendable, Hashable {
        /// The target names no tag: the image is there by its digest.
        case none
        case created
        /// The tag named this very image before.
        case alreadyThere
        /// `replace` moved it.
        case moved(from: Digest)
        /// The tag names other content and stayed; the image is there by its digest.
        case differing(existing: Digest)
    }

    /// What is at the target: the same as at the source, except where ``narrowedFrom`` says otherwise.
    package let digest: Digest
    /// The target, tag and digest: what can be pinned.
    package let target: ImageReference
    package let tag: Tag
    /// Manifests and indexes that were written.
    package internal(set) var manifests = 0
    /// Blobs whose bytes came through here.
    package internal(set) var streamedBlobs = 0
    /// Blobs that the registry took from another of its repositories.
    package internal(set) var mountedBlobs = 0
    /// Bytes of ``streamedBlobs``.
    package internal(set) var bytes: Int64 = 0
    /// The digest at the source, where platforms were left out: no signature of it speaks for the copy.
    package internal(set) var narrowedFrom: Digest?
    /// Referrers and cosign's tags that were written.
    package internal(set) var attachments = 0
    /// Cosign's tags that name other content at the target and stayed.
    package internal(set) var differingAttachments: [ImageTag] = []
}
