package import ImageModel
import Manifests

/// A first `.pinnace/config.yaml`, made of what a repository holds and of what a person said. A pure function of both.
///
/// Every line says why it is there. What is left to a person to decide stands behind a `#`.
package struct ConfigProposal: Sendable {
    /// What a person said.
    package struct Wishes: Sendable {
        /// Where images are to come from; `nil` for the successors that are known.
        package var target: RegistryPlace?
        /// Places to leave, besides Container Registry.
        package var sources: [RegistryPlace] = []
        /// What every image has to run on.
        package var platforms: [Platform]?

        package init() {}
    }

    let references: [ProposalReference]
    let wishes: Wishes
    let origins: ImageOrigins

    package init(_ references: [ProposalReference], _ wishes: Wishes = Wishes()) {
        self.references = references
        self.wishes = wishes
        origins = ImageOrigins(references, named: wishes.sources, target: wishes.target)
    }

    /// The file, with one newline at its end.
    package var text: String {
        let blocks = [heading, files, platforms, rewrites, staying, newRepositories, helm, commandLines, publish]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// What it is made of: `63 references in 41 files`
    package var summary: String { tally { _ in true }.words }

    private var heading: [String] {
        [
            "# yaml-language-server: $schema=\(FileSchema.address(of: "config"))",
            "# How this repository's image references are moved and pinned. Proposed by 'pinnace init', from",
            "# \(summary); no registry was asked. What it would do: pinnace reconcile --dry-run",
            "apiVersion: \(ConfigFile.apiVersion)",
            "kind: Config",
        ]
    }

    func tally(where isCounted: (ProposalReference) -> Bool) -> ReferenceTally {
        var tally = ReferenceTally()
        for reference in references where isCounted(reference) { tally.add(reference.occurrence.file) }
        return tally
    }
}

extension ConfigProposal {
    private var files: [String] {
        let folders = byCount(UndeployedFolders.tallies(references))
        guard !folders.isEmpty else { return [] }
        return [
            "# These folders look as if nothing in them were deployed. To leave one out, take its '#' away, and those of",
            "# 'files' and 'exclude'.",
            "# files:",
            "#   exclude:",
        ] + folders.map { "#     - \"\($0.key)\"  # \($0.value.words)" }
    }

    private var platforms: [String] {
        let found = ProposedPlatforms(references)
        let windows =
            found.windows.references == 0
            ? [] : ["# \(found.windows.words) on Windows: they need a policy with 'platforms' of its own."]
        let heading =
            ["# What every pinned image has to run on: an image that lacks one of these stays as it is."] + windows
        if let told = wishes.platforms { return heading + ["platforms: \(Self.list(told))  # as it was said"] }
        guard !found.chosen.isEmpty else {
            return heading + [
                "platforms: [linux/amd64]  # a guess: no file chooses nodes; with Arm nodes, add linux/arm64"
            ]
        }
        let usual = Platform(os: "linux", architecture: "amd64")
        let isGuessed = found.open.references > 0 && found.chosen[usual] == nil
        let reasons = byCount(found.chosen).map { "#   \($0.key): chosen by \($0.value.words)" }
        let guess = isGuessed ? ["#   \(usual): a guess, for \(found.open.words) that choose nothing"] : []
        let platforms = found.chosen.keys + (isGuessed ? [usual] : [])
        return heading + reasons + guess + ["platforms: \(Self.list(platforms.sorted()))"]
    }

    private static func list(_ platforms: [Platform]) -> String {
        "[\(platforms.map(\.description).joined(separator: ", "))]"
    }

    private var helm: [String] {
        let images = references.compactMap { reference -> (ProposalReference, HelmImage)? in
            guard case .helm(let image) = reference.occurrence.parts else { return nil }
            return (reference, image)
        }
        guard !images.isEmpty else { return [] }
        let keyed = images.count { $0.1.digest?.value != nil }
        var tally = ReferenceTally()
        for (reference, _) in images { tally.add(reference.occurrence.file) }
        return [
            "# Where a digest goes in Helm values (\(tally.words), \(keyed == 0 ? "none" : "\(keyed)") with a digest key): 'auto' takes",
            "# that key, else the tag where the chart's templates are seen to take it; 'key', 'tag' and 'never' decide it.",
            "helm: {digest: auto}",
        ]
    }

    private var commandLines: [String] {
        let tally = tally { $0.occurrence.kind == .commandLine }
        guard tally.references > 0 else { return [] }
        return [
            "# On command lines: \(tally.words). They are only reported; to write them as well:",
            "# write: {commandLines: edit}",
        ]
    }

    private var publish: [String] {
        let references = tally { $0.isWritten }.references
        return [
            "# Changes are offered for review. 'push' commits to the branch itself.",
            "publish:",
            "  mode: pull-request",
        ]
            + (references > 20
                ? [
                    "  # maximumChanges: 20  # in one run, so that not everything restarts at once: \(references) references"
                ]
                : [])
    }
}
