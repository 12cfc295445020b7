internal import CLibGit2

/// A commit, and one path before and after it.
package struct GitPathStep: Sendable {
    package let commit: GitCommit
    package let old: GitTreeEntry?
    package let new: GitTreeEntry?

    package var isChange: Bool { old?.id != new?.id || old?.kind != new?.kind }
}

extension GitRepository {
    /// The history of a branch as its first parents, newest first, with one path alone: the rest of the trees is not read.
    package nonisolated func firstParentHistory(
        from id: GitObjectID, of path: String
    ) -> GitHistory<GitPathStep> {
        GitHistory(start: id, commit: \.commit) { id, count throws(GitError) in
            try await self.steps(from: id, limit: count, of: path)
        }
    }

    private func steps(from id: GitObjectID, limit: Int, of path: String) throws(GitError) -> [GitPathStep] {
        let commits = try firstParents(from: id, limit: limit)
        guard let last = commits.last else { return [] }
        var old: GitTreeEntry?
        if let parent = last.firstParent { old = try version(of: path, in: commit(parent).tree) }
        var steps: [GitPathStep] = []
        for commit in commits.reversed() {
            let new = try version(of: path, in: commit.tree)
            steps.append(GitPathStep(commit: commit, old: old, new: new))
            old = new
        }
        return steps.reversed()
    }

    private func version(of path: String, in tree: GitObjectID) throws(GitError) -> GitTreeEntry? {
        let handle = try treeHandle(tree)
        var found: OpaquePointer?
        let result = unsafe git_tree_entry_bypath(&found, handle.pointer, path)
        if result == GIT_ENOTFOUND.rawValue { return nil }
        try check(result, "look for \(path) in the tree \(tree.short)")
        guard let found = unsafe found else { return nil }
        defer { unsafe git_tree_entry_free(found) }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        return unsafe GitTreeListing.Item(found).entry(in: folder)
    }
}
