internal import CLibGit2

extension GitRepository {
    /// Connects to a remote for the time of `body`.
    func connected<T>(
        _ operation: RemoteOperation, _ direction: git_direction,
        _ body: (borrowing RemoteHandle) throws(GitError) -> T
    ) throws(GitError) -> T {
        preconditionIsolated()
        operation.sshCommand = try configuration("core.sshCommand")
        let remote = try remoteHandle(operation)
        defer { unsafe git_remote_disconnect(remote.pointer) }
        try unsafe connect(remote.pointer, operation, direction)
        return try body(remote)
    }

    /// Knows the URL alone: neither a remote's settings nor `insteadOf` change where we go.
    private func remoteHandle(_ operation: RemoteOperation) throws(GitError) -> RemoteHandle {
        var options = unsafe git_remote_create_options()
        try unsafe check(
            git_remote_create_options_init(&options, UInt32(GIT_REMOTE_CREATE_OPTIONS_VERSION)),
            operation.description)
        unsafe options.repository = pointer
        unsafe options.flags =
            GIT_REMOTE_CREATE_SKIP_INSTEADOF.rawValue | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC.rawValue
        return try RemoteHandle(operation.description) { remote in
            unsafe git_remote_create_with_opts(&remote, operation.url.description, &options)
        }
    }

    @unsafe private func connect(
        _ remote: OpaquePointer, _ operation: RemoteOperation, _ direction: git_direction
    ) throws(GitError) {
        var options = unsafe git_remote_connect_options()
        try unsafe check(
            git_remote_connect_options_init(&options, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION)),
            operation.description)
        unsafe operation.fill(&options.callbacks)
        try unsafe operation.check(git_remote_connect_ext(remote, direction, &options))
    }

    /// What the remote says it has.
    func advertised(_ remote: borrowing RemoteHandle, _ operation: RemoteOperation) throws(GitError) -> [RemoteHead] {
        var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        try unsafe operation.check(git_remote_ls(&heads, &count, remote.pointer))
        return unsafe UnsafeBufferPointer(start: heads, count: count).compactMap { head in
            unsafe head.map { unsafe RemoteHead($0.pointee) }
        }
    }
}

/// A reference of a remote.
struct RemoteHead: Hashable {
    let name: String
    let id: GitObjectID
    let symbolicTarget: String?

    init(_ head: git_remote_head) {
        name = unsafe String(cString: head.name)
        id = unsafe GitObjectID(head.oid)
        symbolicTarget = unsafe head.symref_target.map { unsafe String(cString: $0) }
    }
}

/// References in libgit2's shape, for the time of the call.
@unsafe
func withRefspecs<T>(_ specs: [String], _ body: (UnsafePointer<git_strarray>) -> T) -> T {
    unsafe withCStrings(specs) { strings in
        var array = unsafe git_strarray(strings: strings, count: specs.count)
        return unsafe body(&array)
    }
}
