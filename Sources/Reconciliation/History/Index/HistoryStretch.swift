import GitStore
import Manifests

/// Commits one after the other, newest first, while what they did to images becomes known.
///
/// Only the version that a commit brought is read with it. The one that it took away is the one that an older commit
/// brought, which may be thousands of commits before, and is read there: packs hold what belongs to neighbouring commits,
/// or to neighbouring versions of a file, side by side, and a version that is read out of this order costs as much as fifty.
struct HistoryStretch {
    /// A file's bytes before and after a commit; `nil` where no file of bytes stands.
    struct Change {
        let path: RepositoryPath
        let old: GitObjectID?
        let new: GitObjectID?
    }

    /// A change whose older version has not been read.
    private struct Open {
        let step: Int
        let part: Int
        let old: FileVersion
        let new: FileTexts
    }

    private struct Step {
        let id: GitObjectID
        let parent: GitObjectID?
        /// By the places of their files in the commit.
        var parts: [(number: Int, changes: [HistoryChange])] = []

        var changes: [HistoryChange] {
            // Of most commits; its memory is shared.
            if parts.count == 1 { return parts[0].changes }
            return parts.sorted { $0.number < $1.number }.flatMap(\.changes)
        }
    }

    private var steps: [Step] = []
    private var open: [RepositoryPath: Open] = [:]
    /// Those that no older commit of this line brought.
    private var unmet: [Open] = []
    private(set) var failure: (step: Int, error: ReconciliationError)?

    var count: Int { steps.count }

    mutating func add(_ id: GitObjectID, parent: GitObjectID?) {
        steps.append(Step(id: id, parent: parent))
    }

    /// What the newest of the added commits' older neighbours did to one of its files.
    mutating func take(_ change: Change, part: Int, of step: Int, _ new: Result<FileTexts, ReconciliationError>) {
        let newer = open.removeValue(forKey: change.path)
        let isMet = newer.map { $0.old.blob == change.new } ?? false
        if let newer, !isMet { unmet.append(newer) }
        switch new {
        case .failure(let error): fail(at: isMet ? newer?.step ?? step : step, error)
        case .success(let texts):
            if let newer, isMet { close(newer, texts) }
            let opened = Open(
                step: step, part: part, old: FileVersion(path: change.path, blob: change.old ?? .zero), new: texts)
            if change.old == nil { close(opened, .none) } else { open[change.path] = opened }
        }
    }

    /// Says that nothing is known from this commit on.
    mutating func fail(at step: Int, _ error: ReconciliationError) {
        if step < failure?.step ?? .max { failure = (step, error) }
    }

    /// Says that no older commit will be added, and nothing more read.
    mutating func stop(_ error: ReconciliationError) {
        fail(at: (open.values + unmet).map(\.step).min() ?? count, error)
        (open, unmet) = ([:], [])
    }

    /// The versions that are still missing.
    var missing: [FileVersion] { inOrder.map(\.old) }

    /// - Parameter texts: of the missing versions, in their order.
    mutating func take(missing texts: [Result<FileTexts, ReconciliationError>]) {
        for (open, texts) in zip(inOrder, texts) {
            switch texts {
            case .success(let texts): close(open, texts)
            case .failure(let error): fail(at: open.step, error)
            }
        }
        (open, unmet) = ([:], [])
    }

    private var inOrder: [Open] {
        let end = failure?.step ?? .max
        return (open.values + unmet).filter { $0.step < end }.sorted { ($0.step, $0.part) < ($1.step, $1.part) }
    }

    private mutating func close(_ open: Open, _ old: FileTexts) {
        let changes = old.changes(to: open.new)
        if !changes.isEmpty { steps[open.step].parts.append((open.part, changes)) }
    }

    /// All commits before the first of which something is not known.
    var entries: [(id: GitObjectID, entry: HistoryIndex.Entry)] {
        steps.prefix(failure?.step ?? .max).map { step in
            (step.id, HistoryIndex.Entry(parent: step.parent, changes: step.changes))
        }
    }
}

extension HistoryStretch.Change {
    /// `nil` for a path that nothing could be told of.
    init?(_ difference: GitTreeDifference, _ path: RepositoryPath?) {
        guard let path = path ?? RepositoryPath(difference.path) else { return nil }
        self.init(path: path, old: difference.old.flatMap(Self.blob), new: difference.new.flatMap(Self.blob))
    }

    private static func blob(_ entry: GitTreeEntry) -> GitObjectID? {
        entry.kind == .file || entry.kind == .executable ? entry.id : nil
    }
}
