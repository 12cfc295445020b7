package import ImageModel

/// What an image says that it was built on (OCI image-spec, "Pre-Defined Annotation Keys").
package struct NamedBase: Hashable, Sendable {
    package let name: String
    /// `nil` where it does not say by which digest. An image of one platform may name the base's index, or the image of
    /// that platform in it.
    package let digest: Digest?

    /// - Returns: `nil` where the annotations, or labels, name none.
    init?(_ annotations: [String: String]) {
        guard let name = annotations["org.opencontainers.image.base.name"], !name.isEmpty else { return nil }
        self.name = name
        digest = annotations["org.opencontainers.image.base.digest"].flatMap { Digest($0) }
    }
}

extension ResolvedImage {
    /// Whether a base that was named by a digest is what a name stands for now: the index, or an image in it.
    package func isStill(_ digest: Digest) -> Bool { digest == self.digest || children[digest] != nil }
}
