package import ImageModel
package import Manifests

/// A place that is to stay as it is.
package struct Hold: Hashable, Sendable {
    /// When a hold ends by itself, besides its date.
    package enum Lapse: String, Sendable, CaseIterable {
        /// Only by release, or at its date.
        case never
        /// When a digest comes that was never refused or in use here. A refused change of registry stays refused.
        case newDigest = "new-digest"
    }

    /// Images that it holds, by where they are or where they would go.
    package var image: PathSegmentPattern?
    package var file: String?
    /// As ``ObjectIdentity`` prints: `Deployment/prod/api`.
    package var object: String?
    package var field: String?
    /// The move that was refused.
    package var from: String?
    package var to: String?
    /// Digests that were refused or in use here.
    package var digests: [Digest] = []
    package var lapse: Lapse = .never
    /// The last day, `2026-12-31`; `nil` for no end.
    package var until: String?
    package var reason: String?
    package var who: String?
    package var since: String?

    package init() {}
}

extension Hold {
    /// The place itself, whatever is proposed for it.
    package func covers(_ occurrence: ImageOccurrence, _ current: ImageReference, _ proposed: ImageReference) -> Bool {
        guard image != nil || file != nil || object != nil else { return false }
        if let image, !image.matches(current.repository), !image.matches(proposed.repository) { return false }
        if let file, file != occurrence.file.string { return false }
        if let object, object != occurrence.object?.description { return false }
        return field.map { $0 == occurrence.field } ?? true
    }

    /// Whether its last day is over. Dates compare as text.
    package func isExpired(on today: String) -> Bool {
        until.map { $0 < today } ?? false
    }

    /// Whether what is proposed is progress in the sense of the hold.
    func lapses(for proposed: ImageReference, from current: ImageReference) -> Bool {
        guard lapse == .newDigest, let digest = proposed.digest, !digests.contains(digest) else { return false }
        return proposed.repository == current.repository
    }
}

/// Every hold of a repository, as of a day.
package struct HoldBook: Hashable, Sendable {
    package let holds: [Hold]
    /// `2026-11-20`
    package let today: String

    package init(_ holds: [Hold], today: String) {
        self.holds = holds
        self.today = today
    }

    /// The same book with more holds.
    package func adding(_ more: [Hold]) -> HoldBook { HoldBook(holds + more, today: today) }

    /// The hold that keeps a reference where it is, whatever comes.
    func lasting(on occurrence: ImageOccurrence, _ current: ImageReference, _ proposed: ImageReference) -> Hold? {
        active.first { $0.lapse == .never && $0.covers(occurrence, current, proposed) }
    }

    /// The hold that refuses a move.
    func hold(on occurrence: ImageOccurrence, from current: ImageReference, to proposed: ImageReference) -> Hold? {
        active.first { $0.covers(occurrence, current, proposed) && !$0.lapses(for: proposed, from: current) }
    }

    private var active: [Hold] { holds.filter { !$0.isExpired(on: today) } }
}

extension Hold {
    /// Whether a text is a day as holds write it: `2026-12-31`.
    package static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2]) else {
            return false
        }
        return Int(parts[0]) != nil && (1...12).contains(month) && (1...31).contains(day)
    }
}
