package import Manifests
package import SystemPackage

/// The files of a work tree as they are on disk, committed or not.
package struct WorkTreeFiles: RepositoryFiles {
    package let root: FilePath
    private let paths: [RepositoryPath]
    private let links: [RepositoryPath]
    private let submodules: [RepositoryPath]
    private let disk = DiskSpeed()

    package let revision: String?
    package let past: RepositoryPast?

    /// A folder outside git, with everything in it.
    ///
    /// - Throws: `.file` where it, or a folder in it, cannot be read.
    package init(folder root: String) throws(ReconciliationError) {
        self.init(root: root, kinds: try FolderWalk.entries(below: root))
    }

    /// - Parameters:
    ///   - kinds: what there is below `root`, as git has looked at it.
    ///   - revision: the commit that is checked out.
    ///   - past: its history, where `root` is the top of the work tree.
    package init(
        root: String, kinds: [(path: RepositoryPath, kind: FileOnDisk.Kind)], revision: String? = nil,
        past: RepositoryPast? = nil
    ) {
        self.root = FilePath(root)
        self.revision = revision
        self.past = past
        let kinds = kinds.sorted { $0.path < $1.path }
        paths = kinds.filter { $0.kind == .file }.map(\.path)
        links = kinds.filter { $0.kind == .link }.map(\.path)
        submodules = kinds.filter { $0.kind == .submodule }.map(\.path)
    }

    package func list() async throws(ReconciliationError) -> FileListing {
        var listing = FileListing()
        listing.paths = paths
        listing.links = links
        listing.submodules = submodules
        return listing
    }

    package func read(_ path: RepositoryPath) async throws(ReconciliationError) -> [UInt8]? {
        try disk.timed { () throws(ReconciliationError) in
            try FileOnDisk.read("\(root.string)/\(path.string)", name: path.string)
        }
    }

    package func readAhead(_ paths: ArraySlice<RepositoryPath>) -> Bool {
        guard disk.isSlow else { return false }
        for path in paths { FileOnDisk.readAhead("\(root.string)/\(path.string)") }
        return true
    }
}

extension WorkTreeFiles {
    /// Writes the files of a run, each in one step.
    package func write(_ changes: [FileChange]) throws(ReconciliationError) {
        for change in changes {
            let path = root.pushing(FilePath(change.path.string))
            if let bytes = change.new {
                try FileOnDisk.makeFolder(path.removingLastComponent(), name: change.path.string)
                try FileOnDisk.replace(path, with: bytes, name: change.path.string)
            } else {
                try FileOnDisk.remove(path, name: change.path.string)
            }
        }
    }
}
