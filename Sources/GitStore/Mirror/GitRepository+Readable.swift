internal import CLibGit2

extension GitRepository {
    /// Passes where a commit, its trees and its blobs are there. Blobs are looked for, not read.
    ///
    /// - Throws: `.damaged`.
    func requireReadable(_ id: GitObjectID) throws(GitError) {
        do throws(GitError) {
            try lookForFiles(of: id)
        } catch {
            guard error.code == .notFound else { throw error }
            throw GitError(.damaged, operation: error.operation, message: error.message)
        }
    }

    private func lookForFiles(of id: GitObjectID) throws(GitError) {
        let operation = "check the copy of \(id.short)"
        let tree = try commit(id).tree
        let entries = try entries(ofTree: tree, under: "")
        let database = try DatabaseHandle(operation) { unsafe git_repository_odb(&$0, pointer) }
        for entry in entries where entry.kind != .submodule {
            var c = entry.id.c
            guard unsafe git_odb_exists(database.pointer, &c) == 1 else {
                throw GitError(
                    .damaged, operation: operation, message: "the blob \(entry.id.short) of \(entry.path) is missing")
            }
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
