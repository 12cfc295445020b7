internal import CLibGit2

/// Changed paths, gathered by directory.
private final class ChangedDirectory {
    var files: [String: GitTreeEdit] = [:]
    var directories: [String: ChangedDirectory] = [:]
}

/// A change whose bytes are in the object database already.
enum GitTreeEdit {
    /// `kind` is `nil` where it stays what it was.
    case set(GitObjectID, kind: GitFileKind?)
    case delete
}

extension GitRepository {
    /// Writes the trees that differ from `base` by these paths, and no others.
    ///
    /// - Throws: `.invalid` where a path is a directory, goes through a file, or would replace a symbolic link.
    func tree(
        from base: GitObjectID?, edits: [String: GitTreeEdit]
    ) throws(GitError) -> GitObjectID {
        let root = ChangedDirectory()
        for (path, edit) in edits { try add(edit, at: path, to: root) }
        if let tree = try write(root, over: base, path: "") { return tree }
        return try emptyTree()
    }

    private func add(
        _ edit: GitTreeEdit, at path: String, to root: ChangedDirectory
    ) throws(GitError) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.utf8.contains(0) }) else {
            throw GitError.unusablePath(path, "it is not a path inside the repository")
        }
        let name = parts.removeLast()
        var directory = root
        for part in parts {
            let next = directory.directories[part] ?? ChangedDirectory()
            directory.directories[part] = next
            directory = next
        }
        directory.files[name] = edit
    }

    /// The id of the directory's new tree, `nil` where nothing is left in it.
    private func write(
        _ changed: ChangedDirectory, over base: GitObjectID?, path: String
    ) throws(GitError) -> GitObjectID? {
        let items = if let base { try listing(base) } else { [GitTreeListing.Item]() }
        let existing = Dictionary(items.map { ($0.name, $0) }) { first, _ in first }
        let builder = try treeBuilder(from: base)
        for (name, edit) in changed.files {
            try apply(edit, name: name, existing: existing[name], to: builder, path: path + name)
        }
        for (name, directory) in changed.directories {
            let old = existing[name]
            guard old?.isDirectory ?? (changed.files[name] == nil) else {
                throw GitError.unusablePath(path + name, "it is a file, not a directory")
            }
            let new = try write(directory, over: old?.id, path: path + name + "/")
            try set(name, to: new.map { ($0, 0o040000) }, in: builder, wasThere: old != nil)
        }
        guard unsafe git_treebuilder_entrycount(builder.pointer) > 0 else { return nil }
        var id = git_oid()
        try unsafe check(git_treebuilder_write(&id, builder.pointer), "write the tree of \(path)")
        return GitObjectID(id)
    }

    private func apply(
        _ edit: GitTreeEdit, name: String, existing: GitTreeListing.Item?, to builder: borrowing TreeBuilderHandle,
        path: String
    ) throws(GitError) {
        if existing?.isDirectory == true {
            throw GitError.unusablePath(path, "it is a directory")
        }
        guard case .set(let id, let kind) = edit else {
            guard existing != nil else { throw GitError.unusablePath(path, "the commit has no such file") }
            return try set(name, to: nil, in: builder, wasThere: true)
        }
        let old = existing.flatMap { GitFileKind(mode: $0.mode) }
        if kind == nil, old == .symlink || old == .submodule {
            throw GitError.unusablePath(path, "it is a symbolic link or a submodule, which is never edited")
        }
        try set(name, to: (id, (kind ?? old ?? .file).mode), in: builder, wasThere: existing != nil)
    }

    private func set(
        _ name: String, to entry: (id: GitObjectID, mode: UInt32)?, in builder: borrowing TreeBuilderHandle,
        wasThere: Bool
    ) throws(GitError) {
        let operation = "change the tree entry \(name)"
        if let entry {
            var id = entry.id.c
            try unsafe check(
                git_treebuilder_insert(nil, builder.pointer, name, &id, git_filemode_t(entry.mode)), operation)
        } else if wasThere {
            try unsafe check(git_treebuilder_remove(builder.pointer, name), operation)
        }
    }

    private func treeBuilder(from base: GitObjectID?) throws(GitError) -> TreeBuilderHandle {
        guard let base else {
            return try TreeBuilderHandle("build a tree") { unsafe git_treebuilder_new(&$0, pointer, nil) }
        }
        let tree = try treeHandle(base)
        return try TreeBuilderHandle("build a tree") { unsafe git_treebuilder_new(&$0, pointer, tree.pointer) }
    }

    private func emptyTree() throws(GitError) -> GitObjectID {
        let builder = try treeBuilder(from: nil)
        var id = git_oid()
        try unsafe check(git_treebuilder_write(&id, builder.pointer), "write the empty tree")
        return GitObjectID(id)
    }
}

extension GitError {
    static func unusablePath(_ path: String, _ why: String) -> GitError {
        GitError(.invalid, operation: "change \(path) in a commit", message: why, paths: [path])
    }
}
