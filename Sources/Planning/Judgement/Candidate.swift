import ImageModel
import Manifests

/// A reference that the registries are to be asked about, with what the rules say of it.
struct Candidate: Sendable {
    let occurrence: ImageOccurrence
    /// What stands there, as a reference.
    let current: ImageReference
    /// Where the rules take it from; its own place where no rule speaks of it.
    let target: ImageRepository
    let rule: RewriteRule?
    let requiredPlatforms: [Platform]
    /// What its policy asks for besides.
    let demands: ImageDemands
    /// As the plan and the history name it: `rewrites[0]`, `policies[1]` or `track-tag`.
    let ruleName: String

    init(_ occurrence: ImageOccurrence, _ current: ImageReference, _ rules: PlanningRules) {
        self.occurrence = occurrence
        self.current = current
        let rewrite = rules.rewrite(of: current.repository)
        target = rewrite?.target ?? current.repository
        rule = rewrite?.target == current.repository ? nil : rewrite?.rule
        let policy = rules.policy(of: target)
        let configured = occurrence.kind == .artifact ? [] : policy?.platforms ?? rules.platforms
        requiredPlatforms = configured + Self.others(occurrence.platforms, than: configured)
        demands = Self.demands(policy, occurrence.kind)
        ruleName = rule?.name ?? policy?.name ?? "track-tag"
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

    /// The same tag, or digest, at the new place.
    var targetReference: ImageReference {
        ImageReference(
            target,
            tag: current.tag ?? (current.digest == nil ? .latest : nil),
            digest: current.digest,
            spelledName: isMove ? nil : current.spelledName
        )
    }

    /// The tag at its place without the pin, for what is pinned and still follows its tag.
    var followedTag: ImageReference? {
        guard !isMove, current.digest != nil, let tag = current.tag else { return nil }
        return current.with(tag: tag, digest: nil)
    }

    /// Everything that has to be asked to judge it.
    var questions: [ImageReference] {
        var questions = [targetReference]
        if let followedTag { questions.append(followedTag) }
        if isMove, rule?.identity != .ignore { questions.append(current) }
        return questions
    }
}
