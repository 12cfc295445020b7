import GitStore
import ImageModel
import Manifests

/// Finds what stood at a place before.
struct RestorationSearch: Sendable {
    let history: HistoryReader

    struct Found {
        var restorations: [Restoration] = []
        /// Places that are left as they are, each with a sentence why.
        var notes: [String] = []
    }

    func search(
        _ target: RollbackRequest.Target, from tip: GitObjectID, _ current: ReferenceStates
    ) async throws(ReconciliationError) -> Found {
        switch target {
        case .commit(let id): try await undoing(id, current)
        case .image(let image, let state): try await earlier(PlaceSelection(image: image), state, from: tip, current)
        case .places(let places, let state): try await earlier(places, state, from: tip, current)
        }
    }

    private func undoing(_ id: GitObjectID, _ current: ReferenceStates) async throws(ReconciliationError) -> Found {
        let (commit, changes) = try await history.changes(of: id)
        guard !changes.isEmpty else {
            throw ReconciliationError(
                .notFound, subject: id.short, "the commit '\(commit.subject.printable())' changed no image")
        }
        var found = Found()
        for change in changes {
            guard let old = change.old, let new = change.new else {
                found.notes.append(
                    "\(change.place): the commit \(change.old == nil ? "added" : "removed") it; left alone")
                continue
            }
            guard let now = Self.find(change.place, in: current) else {
                found.notes.append("\(change.place): it is not there any more")
                continue
            }
            guard now.isWritten(like: new) else {
                found.notes.append(
                    "\(change.place): it was changed again since, to \(now.text.printable()); left alone")
                continue
            }
            found.restorations.append(Restoration(current: now, restored: old, at: commit.firstParent))
        }
        return found
    }

    /// The place itself, or the same object and field in the one file that it moved to.
    private static func find(_ place: ReferencePlace, in current: ReferenceStates) -> ReferenceState? {
        if let state = current.states[place] { return state }
        guard place.object != nil else { return nil }
        let moved = current.states.filter { $0.key.object == place.object && $0.key.field == place.field }
        return moved.count == 1 ? moved.first?.value : nil
    }

    private func earlier(
        _ places: PlaceSelection, _ state: RollbackRequest.State, from tip: GitObjectID, _ current: ReferenceStates
    ) async throws(ReconciliationError) -> Found {
        var open = current.states.filter { places.contains($0.key, $0.value.text) }
        guard !open.isEmpty else {
            throw ReconciliationError(
                .notFound, subject: places.text,
                places.namesPlace ? "no reference stands there now" : "no reference names this image now")
        }
        var standing = open
        var found = Found()
        var reached = false
        try await history.walk(from: tip) { commit, changes in
            reached = reached || state.isReached(at: commit)
            if reached { settle(&open, standing, at: commit.id, &found) }
            for change in changes {
                guard let now = open[change.place], let old = change.old else { continue }
                standing[change.place] = old
                guard state.accepts(old) else { continue }
                open[change.place] = nil
                found.restorations.append(Restoration(current: now, restored: old, at: commit.firstParent))
            }
            return !open.isEmpty
        }
        found.notes += open.map { "\($0): \(state.isMet(by: $1) ? Self.isThere : state.missing)" }.sorted()
        return found
    }

    private static let isThere = "it stands there now"

    /// What stands there once the walk is back at the time that was asked for.
    private func settle(
        _ open: inout [ReferencePlace: ReferenceState], _ standing: [ReferencePlace: ReferenceState],
        at commit: GitObjectID, _ found: inout Found
    ) {
        for (place, now) in open {
            guard let then = standing[place] else { continue }
            if then.text != now.text {
                found.restorations.append(Restoration(current: now, restored: then, at: commit))
            } else {
                found.notes.append("\(place): \(Self.isThere)")
            }
        }
        open.removeAll()
    }
}

extension RollbackRequest.State {
    /// Whether a state that stood there earlier is the one that is looked for.
    fileprivate func accepts(_ state: ReferenceState) -> Bool {
        let reference = try? ImageReference(parsing: state.text)
        return switch self {
        case .previous: true
        case .digest(let digest): reference?.digest == digest
        case .tag(let tag): reference?.tag?.name == tag
        case .commit, .date: false
        }
    }

    /// Whether what stands there now is already what is asked for.
    fileprivate func isMet(by state: ReferenceState) -> Bool {
        if case .previous = self { false } else { accepts(state) }
    }

    fileprivate func isReached(at commit: GitCommit) -> Bool {
        switch self {
        case .commit(let id): commit.id == id
        case .date(let date): commit.committer.time <= date
        case .previous, .digest, .tag: false
        }
    }

    fileprivate var missing: String {
        switch self {
        case .previous: "nothing else ever stood there"
        case .digest(let digest): "\(digest.short) never stood there"
        case .tag(let tag): "the tag \(tag) never stood there"
        case .commit(let id): "\(id.short) is not in the history of this branch"
        case .date: "the history does not go back so far"
        }
    }
}

extension ReferencePlace: CustomStringConvertible {
    var description: String {
        [file.string, object, field].compactMap { $0?.printable() }.joined(separator: " ")
    }
}
