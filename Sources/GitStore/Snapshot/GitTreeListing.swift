internal import CLibGit2

/// The entries of one directory of a tree.
struct GitTreeListing {
    struct Item: Hashable {
        let name: String
        let hasValidName: Bool
        let id: GitObjectID
        let mode: UInt32

        var isDirectory: Bool { mode & 0o170000 == 0o040000 }
    }

    let items: [Item]

    init(_ tree: borrowing TreeHandle) {
        let pointer = unsafe tree.pointer
        items = unsafe (0..<git_tree_entrycount(pointer)).compactMap { index in
            unsafe git_tree_entry_byindex(pointer, index).map { unsafe Item($0) }
        }
    }
}

extension GitTreeListing.Item {
    init(_ entry: OpaquePointer) {
        let raw = unsafe git_tree_entry_name(entry)!
        name = unsafe String(cString: raw)
        hasValidName = unsafe String(validatingCString: raw) != nil
        id = unsafe GitObjectID(git_tree_entry_id(entry))
        mode = unsafe git_tree_entry_filemode(entry).rawValue
    }

    func entry(in directory: String, isValid: Bool = true) -> GitTreeEntry? {
        GitFileKind(mode: mode).map {
            GitTreeEntry(path: directory + name, id: id, kind: $0, hasValidPath: isValid && hasValidName)
        }
    }
}

extension GitRepository {
    func treeHandle(_ id: GitObjectID) throws(GitError) -> TreeHandle {
        var c = id.c
        return try TreeHandle("read the tree \(id.short)") { unsafe git_tree_lookup(&$0, pointer, &c) }
    }

    func listing(_ id: GitObjectID) throws(GitError) -> [GitTreeListing.Item] {
        GitTreeListing(try treeHandle(id)).items
    }

    func entries(ofTree root: GitObjectID, under directory: String) throws(GitError) -> [GitTreeEntry] {
        var found: [GitTreeEntry] = []
        let path = directory.split(separator: "/").map(String.init)
        let tree = try subtree(path, of: root)
        try collect(tree, into: &found, prefix: path.map { $0 + "/" }.joined(), isValid: true, depth: 0)
        return found
    }

    func entry(_ path: String, inTree root: GitObjectID) throws(GitError) -> GitTreeEntry? {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let name = parts.removeLast()
        do throws(GitError) {
            let item = try listing(try subtree(parts, of: root)).first { $0.name == name && $0.hasValidName }
            return item?.entry(in: parts.map { $0 + "/" }.joined())
        } catch {
            guard error.code == .notFound, !error.paths.isEmpty else { throw error }
            return nil
        }
    }

    private func subtree(_ path: [String], of root: GitObjectID) throws(GitError) -> GitObjectID {
        var tree = root
        for name in path {
            guard let item = try listing(tree).first(where: { $0.name == name && $0.isDirectory }) else {
                let directory = path.joined(separator: "/")
                throw GitError(
                    .notFound, operation: "list \(directory)", message: "the commit has no such directory",
                    paths: [directory])
            }
            tree = item.id
        }
        return tree
    }

    /// Trees come sorted so that the paths of the files below them are in the order of their bytes.
    private func collect(
        _ tree: GitObjectID, into found: inout [GitTreeEntry], prefix: String, isValid: Bool, depth: Int
    ) throws(GitError) {
        try GitTreeDepth.check(depth, prefix)
        for item in try listing(tree) {
            if item.isDirectory {
                try collect(
                    item.id, into: &found, prefix: prefix + item.name + "/", isValid: isValid && item.hasValidName,
                    depth: depth + 1)
            } else if let entry = item.entry(in: prefix, isValid: isValid) {
                found.append(entry)
            }
        }
    }
}

/// Directories can be nested without end in a crafted repository.
enum GitTreeDepth {
    static let limit = 512

    static func check(_ depth: Int, _ directory: String) throws(GitError) {
        guard depth > limit else { return }
        throw GitError(
            .tooLarge, operation: "walk the tree", message: "directories are nested deeper than \(limit)",
            paths: [directory])
    }
}
