internal import CLibGit2

extension GitRepository {
    /// Writes the objects of some packs, and some loose ones, into one new pack. Nothing is taken away.
    ///
    /// - Parameter indexes: the paths of the packs' `.idx` files.
    /// - Returns: the new pack's `.idx` file, which was there before where the same objects were packed already.
    func repack(_ indexes: [String], loose: [GitObjectID]) throws(GitError) -> String? {
        let operation = "pack the copy \(gitDirectory)"
        let builder = try PackBuilderHandle(operation) { unsafe git_packbuilder_new(&$0, pointer) }
        var ids = loose
        for path in indexes { ids += try objects(ofPack: path, operation) }
        for id in ids {
            var c = id.c
            try unsafe check(git_packbuilder_insert(builder.pointer, &c, nil), operation)
        }
        return try write(builder, operation)
    }

    private func write(_ builder: borrowing PackBuilderHandle, _ operation: String) throws(GitError) -> String? {
        try unsafe check(git_packbuilder_write(builder.pointer, nil, 0, nil, nil), operation)
        return unsafe git_packbuilder_name(builder.pointer).map { name in
            unsafe "pack-\(String(cString: name)).idx"
        }
    }

    /// Writes every commit that a reference leads to, with its trees and blobs, into one new pack. Nothing is taken away.
    ///
    /// - Parameter tips: commits whose history is known to be kept already.
    /// - Returns: what the references name, and the pack as from ``repack(_:loose:)``.
    @discardableResult
    func repackReachable(
        since tips: [GitObjectID] = []
    ) throws(GitError) -> (tips: [GitObjectID], index: String?) {
        let operation = "pack the copy \(gitDirectory)"
        var found: Set<GitObjectID> = []
        for name in try referenceNames(beginning: "refs/") {
            if let id = try id(of: name) { found.insert(id) }
        }
        guard !found.isSubset(of: tips) else { return (Array(found), nil) }
        let walk = try WalkHandle(operation) { unsafe git_revwalk_new(&$0, pointer) }
        for id in found {
            var c = id.c
            try unsafe check(git_revwalk_push(walk.pointer, &c), operation)
        }
        for id in tips {
            var c = id.c
            try unsafe check(git_revwalk_hide(walk.pointer, &c), operation)
        }
        let builder = try PackBuilderHandle(operation) { unsafe git_packbuilder_new(&$0, pointer) }
        try unsafe check(git_packbuilder_insert_walk(builder.pointer, walk.pointer), operation)
        return (Array(found), try write(builder, operation))
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
