import GitStore
import Manifests

/// What a blob holds, kept while its neighbours in the history are read: the new side of one commit is the old side of the
/// next.
struct ScanCache {
    private let repository: GitRepository
    private let locator: FileLocator
    private var states: [Key: ReferenceStates] = [:]

    private struct Key: Hashable {
        let path: RepositoryPath
        let id: GitObjectID
    }

    private static let capacity = 512

    /// For who goes on to other files and does not come back.
    mutating func forget() { states.removeAll(keepingCapacity: true) }

    init(_ repository: GitRepository, _ locator: FileLocator) {
        self.repository = repository
        self.locator = locator
    }

    mutating func states(_ blob: GitObjectID?, at path: RepositoryPath) async throws(ReconciliationError)
        -> ReferenceStates
    {
        guard let blob else { return ReferenceStates(RenderGraph([])) }
        let key = Key(path: path, id: blob)
        if let known = states[key] { return known }
        let bytes: [UInt8]
        do throws(GitError) {
            bytes = try await repository.blob(blob, limit: FileLimits.bytes)
        } catch {
            guard error.code == .tooLarge else { throw ReconciliationError(.git, error.description) }
            bytes = []
        }
        let found = ReferenceStates(RenderGraph([locator.scan(path, bytes)]))
        if states.count >= Self.capacity { states.removeAll(keepingCapacity: true) }
        states[key] = found
        return found
    }
}
