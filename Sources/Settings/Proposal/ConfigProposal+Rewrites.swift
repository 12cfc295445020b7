import ImageModel

extension ConfigProposal {
    private static let heading = "# Where images are taken from instead. The first rule that matches wins."

    var rewrites: [String] {
        if let target = wishes.target { return rewrites(to: target) }
        let own = origins.left.keys.filter { $0.host != GoogleRegistries.kubernetes }
        if !own.isEmpty { return preset }
        return origins.left.isEmpty ? noRewrites : successors
    }

    private func rewrites(to target: RegistryPlace) -> [String] {
        let proposed = ProposedRules(origins, target: target, named: wishes.sources)
        guard !proposed.rules.isEmpty else {
            return proposed.offered.isEmpty ? noRewrites : [Self.heading, "# rewrites:"] + offers(proposed)
        }
        let copying = [
            "# 'copy: missing' brings over what the target lacks, with all platforms, and moves no tag; say 'never' where",
            "# somebody else copies.",
        ]
        return [Self.heading] + (proposed.rules.contains(where: \.isCopied) ? copying : []) + ["rewrites:"]
            + proposed.rules.flatMap(Self.lines) + offers(proposed)
    }

    private func offers(_ proposed: ProposedRules) -> [String] {
        guard !proposed.offered.isEmpty else { return [] }
        let title =
            "  # Published for everybody, so they stay. To have them from your registry, take the '#' away:"
        return [title] + proposed.offered.flatMap(Self.lines).map { "  # " + $0.dropFirst(2) }
    }

    private static func lines(_ rule: ProposedRules.Rule) -> [String] {
        ["  - from: \(scalar(rule.from))  # \(rule.tally.words)", "    to: \(scalar(rule.to))"]
            + (rule.isCopied ? ["    copy: missing"] : [])
    }

    /// Google's mapping says where each project's images are; they have to be there.
    private var preset: [String] {
        let lines = ProposedRules.inOrder(origins.left).map { place, tally in
            "  #   \(place.text) -> \(Self.successor(of: place)): \(tally.words)"
        }
        return [
            Self.heading, "rewrites:",
            "  # Container Registry was shut down; this is Google's mapping to Artifact Registry and registry.k8s.io.",
        ] + lines + publishedNote + [
            "  - preset: \(ConfigFile.Rewrite.googlePreset)",
            "    # copy: missing  # to bring over what is not there yet",
            "  # To a registry of your choice instead: pinnace init --dry-run --to HOST/PATH",
        ]
    }

    private var publishedNote: [String] {
        ProposedRules.inOrder(origins.published).map { place, tally in
            "  #   \(place.text) stays, as it is published for everybody: \(tally.words)"
        }
    }

    private static func successor(of place: RegistryPlace) -> String {
        let sample = ImageRepository(host: place.host, path: (place.segments + ["x"]).joined(separator: "/"))
        let name = GoogleRegistries.successor(of: sample)?.canonicalName
        return name.map { String($0.dropLast(2)) } ?? place.text
    }

    private var successors: [String] {
        let rules = ProposedRules.inOrder(origins.left).map(ProposedRules.kubernetes)
        return [Self.heading, "rewrites:", "  # k8s.gcr.io is frozen; Kubernetes' images are published here since."]
            + rules.flatMap(Self.lines)
    }

    /// Nothing has to be left: what a rule would look like.
    private var noRewrites: [String] {
        let host = byCount(origins.staying).first { $0.key != wishes.target?.host }?.key ?? ImageRepository.dockerHub
        let target = wishes.target?.text ?? "HOST/PATH"
        return [
            "# Where images are taken from instead: nothing here comes from a registry that was shut down. To move others, fill",
            "# this in (the first rule that matches wins), or see: pinnace init --dry-run --from \(host) --to \(target)",
            "# rewrites:",
            "#   - from: \(Self.scalar("\(host)/{image...}"))",
            "#     to: \(target)/{image...}",
            "#     copy: missing",
        ]
    }

    /// Copying makes repositories in ECR, which has settings for them.
    var newRepositories: [String] {
        guard let target = wishes.target, target.host.contains(".dkr.ecr") else { return [] }
        return [
            "# Copying makes repositories in ECR that are not there yet; to have them made stricter:",
            "# registries:", "#   - host: \(target.host)", "#     newRepositories: {tags: immutable, scan: on-push}",
        ]
    }

    /// The registries whose images stay, so that nobody thinks that they were overlooked.
    var staying: [String] {
        let hosts = byCount(origins.staying)
        guard !hosts.isEmpty else { return [] }
        let shown = hosts.prefix(20)
        let rest = hosts.count - shown.count
        return ["# These stay where they are, and are pinned there:"]
            + shown.map { "#   \($0.key): \($0.value.words)" } + (rest > 0 ? ["#   and \(rest) more registries"] : [])
    }

    /// A host may start with a bracket, which would begin a list.
    private static func scalar(_ text: String) -> String {
        text.first?.isLetter == true || text.first?.isNumber == true ? text : "\"\(text)\""
    }
}
