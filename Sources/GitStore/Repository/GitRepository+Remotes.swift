internal import CLibGit2

extension GitRepository {
    /// A remote of the configuration, with `insteadOf` and `pushInsteadOf` applied as git does.
    package struct Remote: Hashable, Sendable {
        package let name: String
        package let url: GitRemoteURL
        package let pushURL: GitRemoteURL
    }

    /// - Throws: `.notFound`; `.invalid` for a URL that is not supported.
    package func remote(_ name: String) throws(GitError) -> Remote {
        let operation = "read the remote \(name)"
        let handle = try RemoteHandle(operation) { unsafe git_remote_lookup(&$0, pointer, name) }
        guard let url = unsafe git_remote_url(handle.pointer).map({ unsafe String(cString: $0) }) else {
            throw GitError(.notFound, operation: operation, message: "it has no URL; set remote.\(name).url")
        }
        let pushURL = unsafe git_remote_pushurl(handle.pointer).map { unsafe String(cString: $0) }
        return Remote(name: name, url: try GitRemoteURL(url), pushURL: try GitRemoteURL(pushURL ?? url))
    }

    /// The names of the remotes of the configuration.
    package func remoteNames() throws(GitError) -> [String] {
        var names = unsafe git_strarray()
        try unsafe check(git_remote_list(&names, pointer), "list the remotes")
        defer { unsafe git_strarray_dispose(&names) }
        return unsafe UnsafeBufferPointer(start: names.strings, count: names.count).compactMap { name in
            unsafe name.map { unsafe String(cString: $0) }
        }
    }
}
