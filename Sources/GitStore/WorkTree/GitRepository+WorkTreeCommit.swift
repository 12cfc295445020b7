internal import CLibGit2

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension GitRepository {
    /// A file of the work tree. Symbolic links are not followed, not even in its directories.
    ///
    /// - Throws: `.notFound`, `.invalid`, `.tooLarge`, `.io`.
    package func readWorkTree(_ path: String, limit: Int) throws(GitError) -> [UInt8] {
        try files("read \(path)").read(path, limit: limit)
    }

    /// Writes files of the work tree, each in one step, and touches neither index nor branches.
    package func writeWorkTree(_ changes: [String: GitWorkTreeChange]) throws(GitError) {
        try apply(changes, to: files("write files"))
    }

    /// Writes these files and commits them, and nothing else, on the current branch.
    ///
    /// Whatever else the user has changed or staged stays as it is. No hook of the user's is run.
    ///
    /// - Throws: `.uncommittedChanges` with the paths that are not as HEAD has them; `.unsuitableState` (detached
    ///   HEAD, merge or rebase under way, no commit yet); `.shallow`; `.branchMoved` where somebody committed
    ///   meanwhile, with the files as they were.
    package func commitWorkTree(
        _ changes: [String: GitWorkTreeChange], _ draft: GitCommitDraft
    ) async throws(GitError) -> GitObjectID {
        let operation = "commit in the work tree"
        let files = try files(operation)
        let (branch, parent) = try committableHead(operation)
        try requireUnmodified(changes.keys.sorted(), operation)
        var edits: [String: GitTreeEdit] = [:]
        for (path, change) in changes { edits[path] = try stored(change, at: path) }
        let commit = try await commit(edits: edits, onto: parent, draft)
        // Signing took a while, and others had their turn.
        try requireUnmodified(changes.keys.sorted(), operation)
        try checkOut(changes, on: branch, from: parent, to: commit, files)
        return commit
    }

    /// Brings the current branch and its work tree from HEAD to a commit that follows it, made of these stored bytes.
    ///
    /// - Throws: as ``commitWorkTree(_:_:)``.
    package func advanceWorkTree(_ changes: [String: GitFileChange], to commit: GitObjectID) throws(GitError) {
        let operation = "bring the work tree to \(commit.short)"
        let files = try files(operation)
        let (branch, parent) = try committableHead(operation)
        guard try self.commit(commit).firstParent == parent else {
            throw GitError(
                .branchMoved, operation: operation, message: "HEAD is at \(parent.short), which it does not follow")
        }
        try requireUnmodified(changes.keys.sorted(), operation)
        var written: [String: GitWorkTreeChange] = [:]
        for (path, change) in changes { written[path] = try checkedOut(change, at: path) }
        try checkOut(written, on: branch, from: parent, to: commit, files)
    }

    private func checkedOut(_ change: GitFileChange, at path: String) throws(GitError) -> GitWorkTreeChange {
        switch change {
        case .content(let bytes), .file(let bytes, _): .content(try toWorkTree(path, bytes))
        case .delete: .delete
        }
    }

    /// Files, branch and index; where the branch does not move, the files are as they were.
    private func checkOut(
        _ changes: [String: GitWorkTreeChange], on branch: String, from parent: GitObjectID, to commit: GitObjectID,
        _ files: WorkTreeFiles
    ) throws(GitError) {
        let before = try originals(of: changes.keys, in: files)
        do throws(GitError) {
            try apply(changes, to: files)
            try moveBranch(branch, from: parent, to: commit, reason: "pinnace: \(try self.commit(commit).subject)")
        } catch {
            try apply(before, to: files)
            throw error
        }
        do throws(GitError) {
            try stage(changes)
        } catch {
            let words = changes.keys.sorted().map(ShellWord.quoted).joined(separator: " ")
            throw GitError(
                error.code, operation: error.operation,
                message: "\(error.message); the commit \(commit.short) is made, only the index is behind; run: "
                    + "git reset -q -- \(words)")
        }
    }

    private func files(_ operation: String) throws(GitError) -> WorkTreeFiles {
        guard let workTree else {
            throw GitError(.unsuitableState, operation: operation, message: "the repository has no work tree")
        }
        return WorkTreeFiles(root: workTree)
    }

    private func committableHead(_ operation: String) throws(GitError) -> (branch: String, commit: GitObjectID) {
        func refuse(_ message: String) -> GitError {
            GitError(.unsuitableState, operation: operation, message: message)
        }
        guard unsafe git_repository_state(pointer) == Int32(GIT_REPOSITORY_STATE_NONE.rawValue) else {
            throw refuse("a merge, rebase or the like is under way; finish or abort it first (`git status`)")
        }
        guard !FileManager.default.fileExists(atPath: gitDirectory + "index.lock") else {
            throw refuse("another git command is at work (\(gitDirectory)index.lock is there); wait for it")
        }
        let head = try head()
        guard let branch = head.branch else {
            throw refuse("HEAD is not on a branch; check one out first (`git switch BRANCH`)")
        }
        guard let commit = head.commit else {
            throw refuse("the branch \(branch) has no commit yet; make the first one yourself")
        }
        try requireFullHistory(of: commit)
        return (branch, commit)
    }

    private func requireUnmodified(_ paths: [String], _ operation: String) throws(GitError) {
        let modified = try modifiedPaths(among: paths)
        guard !modified.isEmpty else { return }
        throw GitError(
            .uncommittedChanges, operation: operation,
            message: "these files have changes of yours; commit or stash them first: "
                + modified.joined(separator: ", "),
            paths: modified)
    }

    private func stored(_ change: GitWorkTreeChange, at path: String) throws(GitError) -> GitTreeEdit {
        switch change {
        case .content(let bytes): .set(try writeBlob(try toBlob(path, bytes)), kind: nil)
        case .delete: .delete
        }
    }

    /// What would bring the files back to what they are now.
    private func originals(
        of paths: some Sequence<String>, in files: WorkTreeFiles
    ) throws(GitError) -> [String: GitWorkTreeChange] {
        var changes: [String: GitWorkTreeChange] = [:]
        for path in paths {
            do throws(GitError) {
                changes[path] = .content(try files.read(path, limit: .max))
            } catch {
                guard error.code == .notFound else { throw error }
                changes[path] = .delete
            }
        }
        return changes
    }

    private func apply(_ changes: [String: GitWorkTreeChange], to files: WorkTreeFiles) throws(GitError) {
        for (path, change) in changes.sorted(by: { $0.key < $1.key }) {
            switch change {
            case .content(let bytes): try files.replace(path, with: bytes)
            case .delete:
                do throws(GitError) {
                    try files.remove(path)
                } catch {
                    guard error.code == .notFound else { throw error }
                }
            }
        }
    }

    /// Brings the index up to date for these paths; its other entries stay.
    private func stage(_ changes: [String: GitWorkTreeChange]) throws(GitError) {
        let operation = "update the index"
        let index = try IndexHandle(operation) { unsafe git_repository_index(&$0, pointer) }
        try unsafe check(git_index_read(index.pointer, 1), operation)
        for (path, change) in changes {
            switch change {
            case .content: try unsafe check(git_index_add_bypath(index.pointer, path), operation)
            case .delete: try unsafe check(git_index_remove_bypath(index.pointer, path), operation)
            }
        }
        try unsafe check(git_index_write(index.pointer), operation)
    }
}
