package import Manifests

/// A file before and after a run.
package struct FileChange: Hashable, Sendable {
    package let path: RepositoryPath
    /// `nil` where the file is new.
    package let old: [UInt8]?
    /// `nil` where the file goes.
    package let new: [UInt8]?

    package init(path: RepositoryPath, old: [UInt8]?, new: [UInt8]?) {
        self.path = path
        self.old = old
        self.new = new
    }
}
