package import GitStore
package import Manifests

/// The files of a repository, in a work tree or at a commit.
package protocol RepositoryFiles: Sendable {
    /// The commit they stand at, or that is checked out; `nil` outside of git.
    var revision: String? { get }
    /// What came before them; `nil` outside of git, or where the files are not the whole of a commit's.
    var past: RepositoryPast? { get }
    /// Every file, in order, and the links and submodules, which are never followed.
    func list() async throws(ReconciliationError) -> FileListing
    /// A file's bytes; `nil` where there is none.
    func read(_ path: RepositoryPath) async throws(ReconciliationError) -> [UInt8]?
    /// Says which files are read next, so that a slow disk need not be waited for with each of them.
    ///
    /// - Returns: whether anything was done about it, and they need not be named again.
    func readAhead(_ paths: ArraySlice<RepositoryPath>) -> Bool
    /// The commit, where they are all of its files and nothing else: what is found in them can be kept by its ids.
    var commit: GitSnapshot? { get }
}

extension RepositoryFiles {
    package var commit: GitSnapshot? { nil }

    package func readAhead(_ paths: ArraySlice<RepositoryPath>) -> Bool { true }
}

package struct FileListing: Sendable {
    package var paths: [RepositoryPath] = []
    package var links: [RepositoryPath] = []
    package var submodules: [RepositoryPath] = []

    package init() {}
}

/// What a file may weigh. A manifest of this size is generated, and no place for a reference that people keep.
package enum FileLimits {
    package static let bytes = 64 << 20
}
