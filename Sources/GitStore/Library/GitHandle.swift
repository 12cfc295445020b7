internal import CLibGit2

/// Says which function of libgit2 frees a handle.
protocol GitHandleKind {
    @unsafe static func free(_ pointer: OpaquePointer)
}

/// A handle of libgit2, owned by one variable and freed with it.
@safe
struct GitHandle<Kind: GitHandleKind>: ~Copyable {
    @unsafe let pointer: OpaquePointer

    /// Takes what `create` makes; a negative result is an error of `operation`.
    @safe init(
        _ operation: @autoclosure () -> String, _ create: (inout OpaquePointer?) -> Int32
    ) throws(GitError) {
        var created: OpaquePointer?
        try unsafe check(create(&created), operation())
        guard let created = unsafe created else {
            throw GitError(.git, operation: operation(), message: "libgit2 made nothing")
        }
        unsafe self.pointer = created
    }

    /// Takes over what somebody else made.
    init(owning pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe Kind.free(pointer)
    }
}

typealias RepositoryHandle = GitHandle<RepositoryKind>
typealias CommitHandle = GitHandle<CommitKind>
typealias TreeHandle = GitHandle<TreeKind>
typealias TreeBuilderHandle = GitHandle<TreeBuilderKind>
typealias BlobHandle = GitHandle<BlobKind>
typealias ReferenceHandle = GitHandle<ReferenceKind>
typealias RemoteHandle = GitHandle<RemoteKind>
typealias ConfigHandle = GitHandle<ConfigKind>
typealias StatusHandle = GitHandle<StatusKind>
typealias IndexHandle = GitHandle<IndexKind>
typealias FilterListHandle = GitHandle<FilterListKind>
typealias DatabaseHandle = GitHandle<DatabaseKind>
typealias PackBuilderHandle = GitHandle<PackBuilderKind>
typealias WalkHandle = GitHandle<WalkKind>

enum RepositoryKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_repository_free(pointer) }
}
enum CommitKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_commit_free(pointer) }
}
enum TreeKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_tree_free(pointer) }
}
enum TreeBuilderKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_treebuilder_free(pointer) }
}
enum BlobKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_blob_free(pointer) }
}
enum ReferenceKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_reference_free(pointer) }
}
enum RemoteKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_remote_free(pointer) }
}
enum ConfigKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_config_free(pointer) }
}
enum StatusKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_status_list_free(pointer) }
}
enum IndexKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_index_free(pointer) }
}
enum FilterListKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_filter_list_free(pointer) }
}
enum DatabaseKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_odb_free(pointer) }
}
enum PackBuilderKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_packbuilder_free(pointer) }
}
enum WalkKind: GitHandleKind {
    static func free(_ pointer: OpaquePointer) { unsafe git_revwalk_free(pointer) }
}
