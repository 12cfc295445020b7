package import ImageModel

package struct CopyOptions: Sendable, Hashable {
    /// Whether a tag that exists and names other content is moved. It never is otherwise.
    package var replace: Bool
    /// The platforms to copy, where the index offers more; the digest at the target is then another. Empty for all.
    package var platforms: [Platform]
    /// Whether referrers (signatures, attestations, bills of material) and cosign's tags come along.
    package var attachments: Bool

    package init(replace: Bool = false, platforms: [Platform] = [], attachments: Bool = true) {
        self.replace = replace
        self.platforms = platforms
        self.attachments = attachments
    }
}
