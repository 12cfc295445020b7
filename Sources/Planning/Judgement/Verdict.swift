import ImageModel

/// What is to become of one reference, before base and overlay are asked together.
enum Verdict: Sendable {
    case change(Change)
    /// With a reason where it stays as it is, but may not for long.
    case unchanged(ResolvedImage, reason: ReasonCode? = nil, message: String? = nil)
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

    /// The same with a sentence in front of what is told.
    func noting(_ note: String?) -> Verdict {
        guard let note else { return self }
        switch self {
        case .change(var change):
            change.message = Self.joined(note, change.message)
            return .change(change)
        case .unchanged(let image, let reason, let message):
            return .unchanged(image, reason: reason, message: Self.joined(note, message))
        case .blocked(let reason, let message, let evidence):
            return .blocked(reason, Self.joined(note, message), evidence: evidence)
        case .skipped, .held: return self
        }
    }

    private static func joined(_ note: String, _ message: String?) -> String {
        message.map { "\(note); \($0)" } ?? note
    }

    static func blocked(_ reason: ReasonCode, _ message: String) -> Verdict {
        .blocked(reason, message, evidence: Evidence())
    }
}
