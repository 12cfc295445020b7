import ImageModel

/// What is to become of one reference, before base and overlay are asked together.
enum Verdict: Sendable {
    case change(Change)
    case unchanged(ResolvedImage, message: String? = nil)
    case skipped(ReasonCode, String)
    case held(String)
    case blocked(ReasonCode, String, evidence: Evidence)

    /// A move, a pin or both.
    struct Change: Sendable {
        let to: ImageReference
        let digest: Digest
        let platforms: [Platform]
        var source: SourceReport?
        var copies: [PlannedCopy] = []
        var message: String?
    }

    /// What was found out about a reference that stays as it is.
    struct Evidence: Sendable {
        var to: ImageReference?
        var image: ResolvedImage?
        var source: SourceReport?
    }

    var change: Change? {
        if case .change(let change) = self { change } else { nil }
    }

    static func blocked(_ reason: ReasonCode, _ message: String) -> Verdict {
        .blocked(reason, message, evidence: Evidence())
    }
}
