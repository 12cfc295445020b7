package import ImageModel

/// What a manifest is asked for by.
package enum ManifestName: Hashable, Sendable, CustomStringConvertible {
    case tag(ImageTag)
    case digest(Digest)

    /// The digest where one stands: a tag beside it is for people. Else the tag, or `latest`.
    package init(_ reference: ImageReference) {
        self = reference.digest.map(ManifestName.digest) ?? .tag(reference.effectiveTag)
    }

    package var description: String {
        switch self {
        case .tag(let tag): tag.name
        case .digest(let digest): digest.description
        }
    }

    package var digest: Digest? {
        if case .digest(let digest) = self { digest } else { nil }
    }

    /// What stands behind the repository's name in a reference.
    var suffix: String {
        switch self {
        case .tag(let tag): ":\(tag)"
        case .digest(let digest): "@\(digest)"
        }
    }

    /// The reference with this name alone.
    func reference(in repository: ImageRepository) -> ImageReference {
        switch self {
        case .tag(let tag): ImageReference(repository, tag: tag)
        case .digest(let digest): ImageReference(repository, digest: digest)
        }
    }
}
