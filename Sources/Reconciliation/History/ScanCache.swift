import GitStore
import Manifests

/// What a file holds, kept until an older version of it is read: the old side of one commit is the new side of the one
/// that changed the file before.
///
/// Versions are stored as what sets them apart from others of the same time. Those that are read in the order of the
/// history cost next to nothing; one that is read again later costs as much as twenty.
struct ScanCache {
    private let repository: GitRepository
    private let locator: FileLocator
    private var newest: [RepositoryPath: (id: GitObjectID, states: ReferenceStates)] = [:]

    /// Files, not versions: as many as a large repository has.
    private static let capacity = 20_000

    init(_ repository: GitRepository, _ locator: FileLocator) {
        self.repository = repository
        self.locator = locator
    }

    mutating func states(_ entry: GitTreeEntry?, at path: RepositoryPath) async throws(ReconciliationError)
        -> ReferenceStates
    {
        guard let entry, entry.kind == .file || entry.kind == .executable else {
            return ReferenceStates(RenderGraph([]))
        }
        if let known = newest[path], known.id == entry.id { return known.states }
        let bytes: [UInt8]
        do throws(GitError) {
            bytes = try await repository.blob(entry.id, limit: FileLimits.bytes)
        } catch {
            guard error.code == .tooLarge else { throw ReconciliationError(.git, error.description) }
            bytes = []
        }
        let found = ReferenceStates(RenderGraph([locator.scan(path, bytes)]))
        if newest.count >= Self.capacity { newest.removeAll(keepingCapacity: true) }
        newest[path] = (entry.id, found)
        return found
    }
}
