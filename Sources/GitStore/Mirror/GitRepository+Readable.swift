internal import CLibGit2

extension GitRepository {
    /// Passes where a commit, its trees and its blobs are there. Blobs are looked for, not read.
    ///
    /// - Throws: `.damaged`.
    func requireReadable(_ id: GitObjectID) throws(GitError) {
        do throws(GitError) {
            try readHeaders(of: id)
        } catch {
            guard error.code == .notFound else { throw error }
            throw GitError(.damaged, operation: error.operation, message: error.message)
        }
    }

    private func readHeaders(of id: GitObjectID) throws(GitError) {
        let operation = "check the copy of \(id.short)"
        let tree = try commit(id).tree
        let entries = try entries(ofTree: tree, under: "")
        let database = try DatabaseHandle(operation) { unsafe git_repository_odb(&$0, pointer) }
        for entry in entries where entry.kind != .submodule {
            var (size, type, c) = (0, git_object_t(0), entry.id.c)
            try unsafe check(git_odb_read_header(&size, &type, database.pointer, &c), operation)
        }
    }
}

extension GitObjectID {
    /// The id that git gives to a blob with these bytes.
    static func ofBlob(_ bytes: [UInt8]) throws(GitError) -> GitObjectID {
        try LibGit2.start()
        var id = git_oid()
        try unsafe check(
            bytes.withUnsafeBytes { unsafe git_odb_hash(&id, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) },
            "name a cache directory")
        return GitObjectID(id)
    }
}
