internal import CLibGit2

extension GitRepository {
    /// Makes a commit from a parent and the paths that change; no work tree, no index and no branch is touched.
    ///
    /// `onto: nil` makes a first commit. Move the branch with ``moveBranch(_:from:to:reason:)`` or
    /// ``push(_:to:of:expecting:as:using:)``.
    ///
    /// - Throws: `.invalid` for a path that cannot be changed so; what the signer throws, as `.git`.
    package func commit(
        _ changes: [String: GitFileChange], onto parent: GitObjectID?, _ draft: GitCommitDraft
    ) async throws(GitError) -> GitObjectID {
        var edits: [String: GitTreeEdit] = [:]
        for (path, change) in changes { edits[path] = try stored(change) }
        return try await commit(edits: edits, onto: parent, draft)
    }

    func commit(
        edits: [String: GitTreeEdit], onto parent: GitObjectID?, _ draft: GitCommitDraft
    ) async throws(GitError) -> GitObjectID {
        let base = try parent.map { id throws(GitError) in try commit(id).tree }
        let tree = try tree(from: base, edits: edits)
        let content = try buffer(tree: tree, parent: parent, draft)
        let signature = try await signature(of: content, draft)
        return try store(content, signature: signature)
    }

    func writeBlob(_ bytes: [UInt8]) throws(GitError) -> GitObjectID {
        var id = git_oid()
        try unsafe check(
            bytes.withUnsafeBytes { unsafe git_blob_create_from_buffer(&id, pointer, $0.baseAddress, $0.count) },
            "store a file of \(bytes.count) bytes")
        return GitObjectID(id)
    }

    private func stored(_ change: GitFileChange) throws(GitError) -> GitTreeEdit {
        switch change {
        case .content(let bytes): .set(try writeBlob(bytes), kind: nil)
        case .file(let bytes, let kind): .set(try writeBlob(bytes), kind: kind)
        case .delete: .delete
        }
    }

    private func signature(of content: [UInt8], _ draft: GitCommitDraft) async throws(GitError) -> String? {
        guard let sign = draft.sign else { return nil }
        do {
            return try await sign(content)
        } catch let error as GitError {
            throw error
        } catch {
            throw GitError(.git, operation: "sign the commit", message: "\(error)")
        }
    }

    private func buffer(
        tree: GitObjectID, parent: GitObjectID?, _ draft: GitCommitDraft
    ) throws(GitError) -> [UInt8] {
        let operation = "write the commit"
        let treeHandle = try treeHandle(tree)
        let author = try SignatureHandle(draft.author)
        let committer = try SignatureHandle(draft.committer)
        var buffer = unsafe git_buf()
        defer { unsafe git_buf_dispose(&buffer) }
        if let parent {
            let parentHandle = try commitHandle(parent)
            var parents: [OpaquePointer?] = unsafe [parentHandle.pointer]
            try unsafe check(
                git_commit_create_buffer(
                    &buffer, pointer, author.pointer, committer.pointer, nil, draft.message, treeHandle.pointer, 1,
                    &parents), operation)
        } else {
            try unsafe check(
                git_commit_create_buffer(
                    &buffer, pointer, author.pointer, committer.pointer, nil, draft.message, treeHandle.pointer, 0,
                    nil), operation)
        }
        return unsafe Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
    }

    private func store(_ content: [UInt8], signature: String?) throws(GitError) -> GitObjectID {
        var id = git_oid()
        let text = String(decoding: content, as: UTF8.self)
        // A header has no empty last line; libgit2 would make one of the signature's line end, git does not.
        let signature = signature.map { String($0.reversed().drop { $0 == "\n" }.reversed()) }
        try unsafe check(
            git_commit_create_with_signature(&id, pointer, text, signature, nil), "store the commit")
        return GitObjectID(id)
    }
}

/// A signature of libgit2, freed with its variable.
@safe
private struct SignatureHandle: ~Copyable {
    @unsafe let pointer: UnsafeMutablePointer<git_signature>

    init(_ signature: GitSignature) throws(GitError) {
        var made: UnsafeMutablePointer<git_signature>?
        let operation = "write the author \(signature.name) <\(signature.email)>"
        do throws(GitError) {
            try unsafe check(
                git_signature_new(
                    &made, signature.name, signature.email, signature.seconds, Int32(signature.offsetMinutes)),
                operation)
        } catch {
            throw GitError(.invalid, operation: operation, message: "\(error.message); set user.name and user.email")
        }
        unsafe pointer = made!
    }

    deinit {
        unsafe git_signature_free(pointer)
    }
}
