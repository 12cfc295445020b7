import GitStore
import Manifests

/// Takes what is known of a commit from what was kept of an earlier one; what is not known is unread.
struct ScanMerge: Sendable {
    private let old: KeptScans
    private let isSelected: @Sendable (RepositoryPath, KeptEntry.Kind) -> Bool
    private let folders: [String: Int]
    private let entries: [RepositoryPath: Int]

    init(_ old: KeptScans, isSelected: @escaping @Sendable (RepositoryPath, KeptEntry.Kind) -> Bool) {
        self.old = old
        self.isSelected = isSelected
        folders = Dictionary(
            old.folders.indices.lazy.map { (old.folders[$0].path, $0) }, uniquingKeysWith: { first, _ in first })
        entries = Dictionary(
            old.entries.indices.lazy.map { (old.entries[$0].path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func isKnown(_ folder: String, _ tree: GitObjectID) -> Bool {
        folders[folder].map { old.folders[$0].tree == tree } == true
    }

    func scans(_ steps: [GitWalkStep]) -> KeptScans {
        var new = KeptScans()
        var open: [Int] = []
        for step in steps {
            switch step {
            case .enter(let path, let tree):
                open.append(new.folders.count)
                new.folders.append(KeptFolder(path: path, tree: tree, first: new.entries.count))
            case .leave:
                guard let index = open.popLast() else { continue }
                new.folders[index].entries = new.entries.count - new.folders[index].first
                new.folders[index].folders = new.folders.count - index - 1
            case .known(let path): add(path, to: &new)
            case .entry(let entry): if let entry = self.entry(entry) { new.entries.append(entry) }
            }
        }
        return new
    }

    private func add(_ folder: String, to new: inout KeptScans) {
        guard let index = folders[folder] else { return }
        let known = old.folders[index]
        let shift = new.entries.count - known.first
        new.entries += old.entries[known.first..<known.first + known.entries]
        for var below in old.folders[index...index + known.folders] {
            below.first += shift
            new.folders.append(below)
        }
    }

    private func entry(_ entry: GitTreeEntry) -> KeptEntry? {
        let kind: KeptEntry.Kind =
            switch entry.kind {
            case .file, .executable: .file
            case .symlink: .link
            case .submodule: .submodule
            }
        guard let path = RepositoryPath(entry.path), isSelected(path, kind) else { return nil }
        if let index = entries[path], old.entries[index].blob == entry.id, old.entries[index].kind == kind {
            return old.entries[index]
        }
        return KeptEntry(path: path, blob: entry.id, kind: kind)
    }
}
