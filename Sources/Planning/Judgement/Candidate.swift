import ImageModel
import Manifests

/// A reference that the registries are to be asked about, with what the rules say of it.
struct Candidate: Sendable {
    let occurrence: ImageOccurrence
    /// What stands there, as a reference.
    let current: ImageReference
    /// Where the rules take it from; its own place where no rule speaks of it.
    let target: ImageRepository
    /// What brings it there: the rule that moves it, or that fills the place where it stands already.
    let rule: RewriteRule?
    /// Where the target is filled from, for what stands there already and follows tags; else its own place.
    let origin: ImageRepository
    let requiredPlatforms: [Platform]
    /// What its policy asks for besides.
    let demands: ImageDemands
    /// What it follows instead of its tag.
    let follow: TagPolicy?
    /// What that policy chose.
    var followed = Followed.itsTag
    /// As the plan and the history name what applies: `rewrites[0]`, `policies[1]` or `track-tag`.
    private let placeRule: String?
    private let policyRule: String?

    init(_ occurrence: ImageOccurrence, _ current: ImageReference, _ rules: PlanningRules, comment: FollowComment) {
        self.occurrence = occurrence
        self.current = current
        let rewrite = rules.rewrite(of: current.repository)
        let target = rewrite?.target ?? current.repository
        self.target = target
        let policy = rules.policy(of: target)
        switch comment {
        case .nothing: (follow, policyRule) = (policy?.follow, policy?.name)
        case .itsTag: (follow, policyRule) = (nil, policy?.name)
        case .policy(let own): (follow, policyRule) = (own, "comment")
        }
        let isMove = target != current.repository
        let filled = isMove || follow == nil ? nil : rules.origin(of: target)
        rule = isMove ? rewrite?.rule : filled?.rule
        origin = filled?.origin ?? current.repository
        let configured = Self.configured(occurrence, policy, rules)
        requiredPlatforms = configured + Self.others(occurrence.platforms, than: configured)
        demands = Self.demands(policy, occurrence.kind)
        placeRule = isMove ? rewrite?.rule.name : nil
    }

    /// A chart runs nowhere; a workload that chooses its nodes runs on these alone.
    private static func configured(
        _ occurrence: ImageOccurrence, _ policy: PlanningRules.Policy?, _ rules: PlanningRules
    ) -> [Platform] {
        guard occurrence.kind != .artifact else { return [] }
        if let own = policy?.platforms { return own }
        guard rules.areNodes, let nodes = occurrence.nodes else { return rules.platforms }
        return nodes.narrowed(rules.platforms)
    }

    /// A chart has no process whose user or port could be asked for.
    private static func demands(_ policy: PlanningRules.Policy?, _ kind: OccurrenceKind) -> ImageDemands {
        var demands = policy?.demands ?? ImageDemands()
        if kind == .artifact { demands.image = ImageRequirements() }
        return demands
    }

    /// What the file itself asks for besides, each once.
    private static func others(_ platforms: [Platform], than configured: [Platform]) -> [Platform] {
        platforms.reduce(into: []) { others, platform in
            if !configured.contains(platform), !others.contains(platform) { others.append(platform) }
        }
    }

    var isMove: Bool { target != current.repository }

    /// Whether its image comes from another place: with the reference, or to where it stands, under a new tag.
    var isBrought: Bool { isMove || (origin != target && newTag != nil) }

    /// Both the rule that moves it and the policy that chose its tag, where there are two.
    var ruleName: String {
        guard newTag != nil, let policyRule else { return placeRule ?? policyRule ?? "track-tag" }
        return [placeRule, policyRule].compactMap(\.self).joined(separator: " + ")
    }

    /// The same tag, or digest, at the new place; or the tag that a policy chose.
    var targetReference: ImageReference {
        ImageReference(
            target,
            tag: newTag ?? current.tag ?? (current.digest == nil ? .latest : nil),
            digest: newTag == nil ? current.digest : nil,
            spelledName: isMove ? nil : current.spelledName
        )
    }

    /// The same at the place that it comes from.
    var sourceReference: ImageReference {
        guard let newTag else { return current }
        guard origin == current.repository else { return ImageReference(origin, tag: newTag) }
        return current.with(tag: newTag, digest: nil)
    }

    /// The tag at its place without the pin, for what is pinned and still follows its tag.
    var followedTag: ImageReference? {
        guard !isMove, newTag == nil, current.digest != nil, let tag = current.tag else { return nil }
        return current.with(tag: tag, digest: nil)
    }

    /// Everything that has to be asked to judge it.
    var questions: [ImageReference] {
        if case .unknown = followed { return [] }
        var questions = [targetReference]
        if let followedTag { questions.append(followedTag) }
        if isBrought, rule?.identity != .ignore { questions.append(sourceReference) }
        return questions
    }
}
