internal import CLibGit2

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension GitRepository {
    /// - Throws: `.notFound`; `.shallow` where the history was cut before it.
    package func commit(_ id: GitObjectID) throws(GitError) -> GitCommit {
        let handle = try commitHandle(id)
        let count = unsafe git_commit_parentcount(handle.pointer)
        var parents: [GitObjectID] = []
        for index in 0..<count {
            if let parent = unsafe git_commit_parent_id(handle.pointer, index) {
                unsafe parents.append(GitObjectID(parent))
            }
        }
        return unsafe GitCommit(
            id: id, tree: GitObjectID(git_commit_tree_id(handle.pointer)), parents: parents,
            author: GitSignature(git_commit_author(handle.pointer)),
            committer: GitSignature(git_commit_committer(handle.pointer)),
            message: String(cString: git_commit_message(handle.pointer)))
    }

    package func commits(_ ids: [GitObjectID]) throws(GitError) -> [GitCommit] {
        var commits: [GitCommit] = []
        for id in ids { commits.append(try commit(id)) }
        return commits
    }

    /// The commit and its first parents, newest first, as many as asked for.
    package func firstParents(from id: GitObjectID, limit: Int) throws(GitError) -> [GitCommit] {
        var commits: [GitCommit] = []
        var next: GitObjectID? = id
        while let current = next, commits.count < limit {
            let commit = try commit(current)
            commits.append(commit)
            next = commit.firstParent
        }
        return commits
    }

    /// The same, ending before one that cannot be read: the error is that commit's, and told to who asks for it.
    package func readableFirstParents(from id: GitObjectID, limit: Int) throws(GitError) -> [GitCommit] {
        var commits = [try commit(id)]
        while commits.count < limit, let parent = commits.last?.firstParent, let commit = try? commit(parent) {
            commits.append(commit)
        }
        return commits
    }

    /// What a commit changed against its first parent, or against nothing.
    package func changes(of commit: GitCommit) throws(GitError) -> [GitTreeDifference] {
        var old: GitObjectID?
        if let parent = commit.firstParent { old = try self.commit(parent).tree }
        return try differences(from: old, to: commit.tree)
    }

    /// Whether `ancestor` is `descendant` or in its history.
    package func isAncestor(_ ancestor: GitObjectID, of descendant: GitObjectID) throws(GitError) -> Bool {
        if ancestor == descendant { return true }
        var (upper, lower) = (descendant.c, ancestor.c)
        let result = unsafe git_graph_descendant_of(pointer, &upper, &lower)
        return try checkHistory(result, "compare \(ancestor.short) with \(descendant.short)") == 1
    }

    /// The best common ancestor, `nil` where the histories have none.
    package func mergeBase(_ a: GitObjectID, _ b: GitObjectID) throws(GitError) -> GitObjectID? {
        var (one, two, base) = (a.c, b.c, git_oid())
        let result = unsafe git_merge_base(&base, pointer, &one, &two)
        if result == GIT_ENOTFOUND.rawValue { return nil }
        try checkHistory(result, "find the merge base of \(a.short) and \(b.short)")
        return GitObjectID(base)
    }

    /// Whether part of the history was left out by the clone (`git clone --depth`).
    package var isShallow: Bool {
        unsafe git_repository_is_shallow(pointer) == 1
    }

    /// Passes where every first parent of a commit is there, down to the first one.
    ///
    /// - Throws: `.shallow`, with the command that fetches the rest.
    package func requireFullHistory(of id: GitObjectID) throws(GitError) {
        guard isShallow else { return }
        var next: GitObjectID? = id
        while let current = next { next = try commit(current).firstParent }
    }

    /// What is missing from a shallow clone was never fetched.
    @discardableResult
    private func checkHistory(_ result: Int32, _ operation: String) throws(GitError) -> Int32 {
        do throws(GitError) {
            return try check(result, operation)
        } catch {
            guard isShallow, [.notFound, .damaged].contains(error.code) else { throw error }
            throw GitError.shallow(operation)
        }
    }

    func commitHandle(_ id: GitObjectID) throws(GitError) -> CommitHandle {
        var c = id.c
        let operation = "read the commit \(id.short)"
        do throws(GitError) {
            return try CommitHandle(operation) { unsafe git_commit_lookup(&$0, pointer, &c) }
        } catch {
            guard error.code == .notFound, isShallow else { throw error }
            throw GitError.shallow(operation)
        }
    }
}

extension GitError {
    static func shallow(_ operation: String) -> GitError {
        GitError(
            .shallow, operation: operation,
            message: "this clone has only the newest part of the history; run `git fetch --unshallow`, "
                + "or in CI check out with full depth (`fetch-depth: 0`, `GIT_DEPTH: 0`)")
    }
}

extension GitSignature {
    init(_ signature: UnsafePointer<git_signature>) {
        let c = unsafe signature.pointee
        unsafe self.init(
            name: String(cString: c.name), email: String(cString: c.email),
            time: Date(timeIntervalSince1970: Double(c.when.time)), offsetMinutes: Int(c.when.offset))
    }
}
