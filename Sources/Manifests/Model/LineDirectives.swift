/// What the comments on a reference's line, or directly above it, say of it.
package struct LineDirectives: Hashable, Sendable {
    /// `# pinnace: ignore`
    package var ignore = false
    /// `# pinnace: follow=semver ~2.8`: what stands behind `follow=`.
    package var follow: String?
    /// The marker of another controller, as it stands there.
    package var otherController: String?
    /// A `# pinnace:` comment that says nothing known.
    package var unknown: String?

    package init() {}

    package static let none = LineDirectives()
    /// What stands for sops, whose checksum covers the whole file.
    package static let sops = "sops"

    mutating func read(comment: some StringProtocol) {
        // Most comments say nothing of the kind, and their bytes tell so at once.
        guard comment.utf8.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: ":") }) else { return }
        let text = comment.drop { $0 == "#" || $0 == " " || $0 == "\t" }
        if let marker = Self.markers.first(where: { text.contains($0) }) {
            otherController = marker
        }
        guard text.hasPrefix("pinnace:") else { return }
        let words = text.dropFirst("pinnace:".count).split(separator: " ", maxSplits: 1)
        guard let first = words.first else {
            unknown = ""
            return
        }
        if first == "ignore" {
            ignore = true
        } else if first.hasPrefix("follow=") {
            follow = ([first.dropFirst("follow=".count)] + words.dropFirst().map { $0[...] }).joined(separator: " ")
        } else {
            unknown = String(first)
        }
    }

    /// Flux's image automation and kpt's setters.
    private static let markers = ["$imagepolicy", "kpt-set:"]
}
