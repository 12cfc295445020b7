internal import CLibGit2

/// A git repository, with or without a work tree.
///
/// Everything runs on a thread of its own, one call after the other; calls that take long can be cancelled.
package actor GitRepository {
    let thread: GitThread
    private let owner: RepositoryOwner
    /// The work tree, with a slash at the end; `nil` for a bare repository.
    package nonisolated let workTree: String?
    /// The repository's own directory (`….git/`), with a slash at the end.
    package nonisolated let gitDirectory: String

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    init(thread: GitThread, owner: RepositoryOwner) {
        self.thread = thread
        self.owner = owner
        workTree = owner.workTree
        gitDirectory = owner.gitDirectory
    }

    @unsafe var pointer: OpaquePointer { unsafe owner.handle.pointer }

    /// The repository that holds a path: the directory itself or the nearest one above it.
    ///
    /// - Parameter environment: where it says that git's settings stand (`GIT_CONFIG_GLOBAL` and the like).
    /// - Throws: `.notARepository`, `.ownership`, `.unsupported`.
    package static func open(
        _ path: String, environment: [String: String] = [:]
    ) async throws(GitError) -> GitRepository {
        try await make(environment) { () throws(GitError) in try RepositoryOwner.opening(path) }
    }

    /// Makes an empty repository, or opens the one that is there.
    package static func create(
        at path: String, bare: Bool, initialBranch: String = "main", environment: [String: String] = [:]
    ) async throws(GitError) -> GitRepository {
        try await make(environment) { () throws(GitError) in
            try RepositoryOwner.creating(path, bare: bare, initialBranch: initialBranch)
        }
    }

    private static func make(
        _ environment: [String: String], _ body: @Sendable () throws(GitError) -> RepositoryOwner
    ) async throws(GitError) -> GitRepository {
        let thread = GitThread()
        let files = GitSettingsFiles(environment)
        let owner = try await thread.run { () throws(GitError) in
            let owner = try body()
            try owner.read(settings: files)
            return owner
        }
        return GitRepository(thread: thread, owner: owner)
    }
}

/// Carries a repository's handle from the call that opens it to the actor that keeps it.
///
/// `@unchecked Sendable`: the handle is used on the actor's thread alone, and freed when nobody uses it any more.
@safe
final class RepositoryOwner: @unchecked Sendable {
    let handle: RepositoryHandle
    let workTree: String?
    let gitDirectory: String

    private init(_ handle: consuming RepositoryHandle) {
        workTree = unsafe git_repository_workdir(handle.pointer).map { unsafe String(cString: $0) }
        gitDirectory = unsafe String(cString: git_repository_path(handle.pointer))
        self.handle = handle
    }

    static func opening(_ path: String) throws(GitError) -> RepositoryOwner {
        try LibGit2.start()
        do throws(GitError) {
            let flags = GIT_REPOSITORY_OPEN_CROSS_FS.rawValue
            return RepositoryOwner(
                try RepositoryHandle("open the repository \(path)") { repository in
                    unsafe git_repository_open_ext(&repository, path, flags, nil)
                })
        } catch {
            throw error.aboutOpening(path)
        }
    }

    static func creating(
        _ path: String, bare: Bool, initialBranch: String
    ) throws(GitError) -> RepositoryOwner {
        try LibGit2.start()
        let operation = "create a repository at \(path)"
        var options = unsafe git_repository_init_options()
        try unsafe check(
            git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)), operation)
        unsafe options.flags = GIT_REPOSITORY_INIT_MKPATH.rawValue | (bare ? GIT_REPOSITORY_INIT_BARE.rawValue : 0)
        return RepositoryOwner(
            try RepositoryHandle(operation) { repository in
                unsafe initialBranch.withCString { branch in
                    unsafe options.initial_head = branch
                    return unsafe git_repository_init_ext(&repository, path, &options)
                }
            })
    }
}

extension GitError {
    fileprivate func aboutOpening(_ path: String) -> GitError {
        switch code {
        case .ownership:
            GitError(
                .ownership, operation: operation,
                message: "it belongs to another user, and git trusts no such repository; if you do, run: "
                    + "git config --global --add safe.directory \(ShellWord.quoted(path))",
                paths: [path])
        case .notFound:
            GitError(
                .notARepository, operation: operation,
                message: "neither it nor a directory above it is a git repository", paths: [path])
        default: self
        }
    }
}
