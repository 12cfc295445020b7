import GitStore
import ImageModel
import Manifests
import Planning

/// One place on its way back through the history, until it is clear whether a person put it back.
///
/// `A → pin → … → pin → A` is a revert: what stands there now stood there before the pins. `A → pin → B` is a person's
/// next step, and is pinned like any other.
struct RevertTrace {
    let place: ReferencePlace
    private let occurrence: ImageOccurrence
    private let current: ImageReference
    private let proposed: ImageReference
    private let text: String
    private(set) var isOpen = true
    private var refused: (text: String, commit: GitCommit, depth: Int)?
    private var isFound = false

    /// `nil` where the plan would write nothing there.
    init?(_ reference: PlannedReference) {
        guard reference.status == .change, let to = reference.to,
            let proposed = try? ImageReference(parsing: to), let current = try? ImageReference(parsing: reference.from)
        else { return nil }
        place = ReferencePlace(reference.occurrence)
        occurrence = reference.occurrence
        text = reference.from
        self.current = current
        self.proposed = proposed
    }

    /// Takes one step back.
    ///
    /// - Parameter depth: how many commits ago, 0 for the newest.
    mutating func follow(_ change: ReferenceChange, _ commit: GitCommit, depth: Int) {
        guard let old = change.old?.text else { return close() }
        if let refused {
            if old == text { return find() }
            return isPin(old) && refused.text != text ? () : close()
        }
        guard change.new?.text == text, isPin(old), !isOwn(commit) else { return close() }
        refused = (old, commit, depth)
    }

    /// Whether Pinnace itself put it there: by a rollback, or following a tag that moved back.
    private func isOwn(_ commit: GitCommit) -> Bool {
        let trailers = CommitTrailers(commit.message)
        return trailers.operation == "rollback"
            || trailers.changes.contains { place.isNamed(by: $0) && $0.to == text }
    }

    private mutating func close() { isOpen = false }

    private mutating func find() {
        isOpen = false
        isFound = true
    }

    /// Whether a text is what a run writes at this place: the repository that it would take, by digest.
    private func isPin(_ text: String) -> Bool {
        guard let reference = try? ImageReference(parsing: text) else { return false }
        return reference.digest != nil && reference.repository == proposed.repository
    }

    func isCovered(by hold: Hold) -> Bool { hold.covers(occurrence, current, proposed) }

    /// A move that somebody took back.
    struct Revert {
        let trace: RevertTrace
        let refused: String
        let commit: GitCommit
        let depth: Int
    }

    var revert: Revert? {
        guard isFound, let refused else { return nil }
        return Revert(trace: self, refused: refused.text, commit: refused.commit, depth: refused.depth)
    }
}

extension RevertTrace.Revert {
    /// - Parameter today: `2026-11-20`.
    func hold(today: String) -> Hold {
        var hold = Hold()
        hold.file = trace.place.file.string
        hold.object = trace.place.object
        hold.field = trace.place.field
        hold.from = trace.standing
        hold.to = refused
        hold.digests = [refused, trace.standing].compactMap { (try? ImageReference(parsing: $0))?.digest }
        hold.reason = "put back in \(commit.id.short): \(commit.subject.printable(limit: 90))"
        hold.who = "\(commit.author.name) <\(commit.author.email)>".printable()
        hold.since = today
        return hold
    }
}

extension RevertTrace {
    /// What stands there now.
    var standing: String { text }
}
