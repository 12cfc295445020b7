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
        guard comment.utf8.contains(where: { "$:-".utf8.contains($0) }) else { return }
        let text = comment.drop { $0 == "#" || $0 == " " || $0 == "\t" }
        if let marker = Self.markers.first(where: { text.contains($0) }) ?? Self.firstWords.first(where: text.hasPrefix)
        {
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

    /// Flux's image automation, the setters of kpt and of the older kustomize, and release-please, which writes the version
    /// of a line and no digest beside it.
    private static let markers = [
        "$imagepolicy", "kpt-set:", "$kpt-set", "$openapi", "io.k8s.cli.s", "x-release-please-version",
        "x-release-please-major", "x-release-please-minor", "x-release-please-patch", "x-release-please-start",
    ]
    /// What Renovate's own patterns find their lines by.
    private static let firstWords = ["renovate:"]
}
