/// An OCI image index or a Docker manifest list: one child a platform, and what else was attached.
package struct ImageIndex: Sendable, Codable, Hashable {
    package let mediaType: MediaType?
    package let manifests: [Descriptor]
    package let subject: Descriptor?
    package let annotations: [String: String]?

    /// The children that nodes run: no attestations, and none whose platform is not stated.
    package var platforms: [Platform] {
        manifests.filter { !$0.isAttestation }.compactMap(\.platform)
    }
}
