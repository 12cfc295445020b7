import Manifests
import Synchronization

@testable import Reconciliation

/// A repository's files in memory; some of them cannot be read.
final class MemoryFiles: RepositoryFiles {
    let past: RepositoryPast? = nil
    let revision: String? = "3f2c9ab1d0e4f5a6b7c8d9e0f1a2b3c4d5e6f708"
    private let files: [RepositoryPath: [UInt8]]
    private let unreadable: Set<RepositoryPath>
    private let links: [RepositoryPath]
    private let reads = Mutex<[RepositoryPath]>([])
    /// How many files are read before those that follow are worth reading ahead; `nil` for never.
    private let slowAfter: Int?
    private let ahead = Mutex<[RepositoryPath]>([])

    init(_ files: [String: String], unreadable: Set<String> = [], links: [String] = [], slowAfter: Int? = nil) {
        self.slowAfter = slowAfter
        self.files = Dictionary(
            uniqueKeysWithValues: files.map { (RepositoryPath($0.key)!, Array($0.value.utf8)) })
        self.unreadable = Set(unreadable.map { RepositoryPath($0)! })
        self.links = links.map { RepositoryPath($0)! }
    }

    /// What was read, in the order of the reads.
    var readPaths: [String] { reads.withLock { $0.map(\.string) } }

    /// What was to be read ahead, in the order in which it was asked for.
    var pathsAhead: [String] { ahead.withLock { $0.map(\.string) } }

    func readAhead(_ paths: ArraySlice<RepositoryPath>) -> Bool {
        guard let slowAfter, readPaths.count >= slowAfter else { return false }
        ahead.withLock { $0 += paths }
        return true
    }

    func list() async throws(ReconciliationError) -> FileListing {
        var listing = FileListing()
        listing.paths = (Array(files.keys) + unreadable).sorted()
        listing.links = links
        return listing
    }

    func read(_ path: RepositoryPath) async throws(ReconciliationError) -> [UInt8]? {
        reads.withLock { $0.append(path) }
        guard !unreadable.contains(path) else {
            throw ReconciliationError(.file, subject: path.string, "it cannot be read: Permission denied")
        }
        return files[path]
    }
}
