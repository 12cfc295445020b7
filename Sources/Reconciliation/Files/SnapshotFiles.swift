package import GitStore
import ImageModel
package import Manifests
import Synchronization

/// The files of a commit, read from the object database: no link is ever followed.
package struct SnapshotFiles: RepositoryFiles {
    package let snapshot: GitSnapshot
    private let listed = ListedEntries()

    package init(_ snapshot: GitSnapshot) {
        self.snapshot = snapshot
    }

    package var revision: String? { snapshot.commit.id.hex }
    package var commit: GitSnapshot? { snapshot }
    package var past: RepositoryPast? { RepositoryPast(snapshot.repository, tip: snapshot.commit.id) }

    package func list() async throws(ReconciliationError) -> FileListing {
        var listing = FileListing()
        let entries = try await gitErrors { () async throws(GitError) in try await snapshot.entries() }
        listed.take(entries)
        for entry in entries {
            guard let path = RepositoryPath(entry.path), entry.hasValidPath else { continue }
            switch entry.kind {
            case .file, .executable: listing.paths.append(path)
            case .symlink: listing.links.append(path)
            case .submodule: listing.submodules.append(path)
            }
        }
        return listing
    }

    package func read(_ path: RepositoryPath) async throws(ReconciliationError) -> [UInt8]? {
        try await gitErrors { () async throws(GitError) in
            guard let entry = try await entry(path), entry.kind != .submodule, entry.kind != .symlink
            else { return nil }
            return try await snapshot.blob(entry.id, limit: FileLimits.bytes)
        }
    }

    private func entry(_ path: RepositoryPath) async throws(GitError) -> GitTreeEntry? {
        if let entries = listed.entries { return entries[path.string] }
        return try await snapshot.entry(path.string)
    }
}

/// What a commit was seen to hold, so that its folders are not walked anew for each of its files.
private final class ListedEntries: Sendable {
    private let state = Mutex<[String: GitTreeEntry]?>(nil)

    var entries: [String: GitTreeEntry]? { state.withLock { $0 } }

    func take(_ entries: [GitTreeEntry]) {
        let byPath = Dictionary(
            entries.lazy.filter(\.hasValidPath).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        state.withLock { $0 = byPath }
    }
}

extension Finding {
    static func link(_ path: RepositoryPath) -> Finding {
        Finding(
            file: path, location: nil, reason: .unparsable,
            message: "a symbolic link, which is not followed; the file that it names is looked at where it stands")
    }

    static func submodule(_ path: RepositoryPath) -> Finding {
        Finding(
            file: path, location: nil, reason: .unparsable,
            message: "a submodule, which is another repository and is not looked at; run over that one by itself")
    }
}

/// Git's errors as those of a run.
func gitErrors<Value>(
    _ body: () async throws(GitError) -> Value
) async throws(ReconciliationError) -> Value {
    do {
        return try await body()
    } catch {
        throw ReconciliationError(.git, error.description)
    }
}
