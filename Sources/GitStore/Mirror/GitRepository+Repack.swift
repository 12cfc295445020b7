internal import CLibGit2

extension GitRepository {
    /// Writes the objects of some packs, and some loose ones, into one new pack. Nothing is taken away.
    ///
    /// - Parameter indexes: the paths of the packs' `.idx` files.
    func repack(_ indexes: [String], loose: [GitObjectID]) throws(GitError) {
        let operation = "pack the copy \(gitDirectory)"
        let builder = try PackBuilderHandle(operation) { unsafe git_packbuilder_new(&$0, pointer) }
        var ids = loose
        for path in indexes { ids += try objects(ofPack: path, operation) }
        for id in ids {
            var c = id.c
            try unsafe check(git_packbuilder_insert(builder.pointer, &c, nil), operation)
        }
        try unsafe check(git_packbuilder_write(builder.pointer, nil, 0, nil, nil), operation)
    }

    private func objects(ofPack index: String, _ operation: String) throws(GitError) -> [GitObjectID] {
        let database = try DatabaseHandle(operation) { unsafe git_odb_new(&$0) }
        var pack: OpaquePointer?
        try unsafe check(git_odb_backend_one_pack(&pack, index), operation)
        try unsafe check(git_odb_add_backend(database.pointer, pack, 1), operation)
        let found = FoundObjects()
        try unsafe check(
            git_odb_foreach(
                database.pointer,
                { id, found in
                    guard let id = unsafe id, let found = unsafe found else { return 0 }
                    unsafe Unmanaged<FoundObjects>.fromOpaque(found).takeUnretainedValue().add(GitObjectID(id))
                    return 0
                }, Unmanaged.passUnretained(found).toOpaque()), operation)
        return found.ids
    }
}

private final class FoundObjects {
    private(set) var ids: [GitObjectID] = []

    func add(_ id: GitObjectID) { ids.append(id) }
}
