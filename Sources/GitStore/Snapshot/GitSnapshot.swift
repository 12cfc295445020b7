internal import CLibGit2

/// The files of one commit.
package struct GitSnapshot: Sendable {
    package let repository: GitRepository
    package let commit: GitCommit

    /// Every file under a directory (`""` is the root), sorted by the bytes of its path. Trees are read, blobs are not.
    ///
    /// - Throws: `.notFound` where there is no such directory; `.damaged`.
    package func entries(under directory: String = "") async throws(GitError) -> [GitTreeEntry] {
        try await repository.entries(ofTree: commit.tree, under: directory)
    }

    /// One path, `nil` where the commit has no such file.
    package func entry(_ path: String) async throws(GitError) -> GitTreeEntry? {
        try await repository.entry(path, inTree: commit.tree)
    }

    /// The bytes of a blob. Its size is looked at before it is read.
    ///
    /// - Throws: `.tooLarge` beyond `limit` bytes; `.notFound`; `.damaged`.
    package func blob(_ id: GitObjectID, limit: Int) async throws(GitError) -> [UInt8] {
        try await repository.blob(id, limit: limit)
    }

    /// What is different in another snapshot of this repository, sorted by path. Equal directories are not read.
    package func differences(to other: GitSnapshot) async throws(GitError) -> [GitTreeDifference] {
        try await repository.differences(from: commit.tree, to: other.commit.tree)
    }
}

extension GitRepository {
    package func snapshot(of commit: GitObjectID) throws(GitError) -> GitSnapshot {
        GitSnapshot(repository: self, commit: try self.commit(commit))
    }

    package func blob(_ id: GitObjectID, limit: Int) throws(GitError) -> [UInt8] {
        let operation = "read the blob \(id.short)"
        let size = try blobSize(id)
        guard size <= limit else {
            throw GitError(
                .tooLarge, operation: operation, message: "it has \(size) bytes, more than the limit of \(limit)")
        }
        let handle = try blobHandle(id)
        guard let content = unsafe git_blob_rawcontent(handle.pointer) else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: content, count: size))
    }

    /// In bytes.
    package func blobSize(_ id: GitObjectID) throws(GitError) -> Int {
        let operation = "read the size of the object \(id.short)"
        let database = try DatabaseHandle(operation) { unsafe git_repository_odb(&$0, pointer) }
        var (size, type, c) = (0, git_object_t(0), id.c)
        try unsafe check(git_odb_read_header(&size, &type, database.pointer, &c), operation)
        return size
    }

    func blobHandle(_ id: GitObjectID) throws(GitError) -> BlobHandle {
        var c = id.c
        return try BlobHandle("read the blob \(id.short)") { unsafe git_blob_lookup(&$0, pointer, &c) }
    }
}
