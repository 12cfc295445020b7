internal import CLibGit2

/// What a fetch found.
package struct GitFetch: Hashable, Sendable {
    package let branch: String
    package let commit: GitObjectID
}

extension GitFetch {
    init(_ head: RemoteHead) {
        branch = String(head.name.dropFirst(GitRepository.branches.count))
        commit = head.id
    }
}

extension GitRepository {
    /// Brings one branch of a remote here, with its whole history, as `refs/remotes/<remote>/<branch>`.
    ///
    /// - Parameters:
    ///   - branch: `nil` for the one that the remote's HEAD names.
    ///   - prefixes: other branches whose names begin so come along; those that are gone there are forgotten here. See
    ///     ``trackedBranches(of:prefix:)``.
    ///   - remote: the name to keep it under; nothing of that remote's configuration is read.
    /// - Throws: `.notFound` where the remote has no such branch; `.authentication`, `.forbidden`,
    ///   `.repositoryNotFound`, `.server`, `.connectionFailed`, `.timedOut`, `.cancelled`.
    package func fetch(
        branch: String?, along prefixes: [String] = [], from url: GitRemoteURL, as remote: String = "origin",
        using network: GitNetwork
    ) async throws(GitError) -> GitFetch {
        try await withGitCancellation { cancellation throws(GitError) in
            let operation = RemoteOperation("fetch from", url: url, network: network, cancellation: cancellation)
            return try connected(operation, GIT_DIRECTION_FETCH) { connection throws(GitError) in
                let heads = try advertised(connection, operation)
                let found = try head(of: branch, in: heads, as: remote, operation)
                let others = heads.filter { head in prefixes.contains { head.name.hasPrefix(Self.branches + $0) } }
                try download([found] + others.map(GitFetch.init), as: remote, connection, operation)
                for prefix in prefixes {
                    try forgetBranches(of: remote, prefix: prefix, except: Set(others.map(\.name)))
                }
                return found
            }
        }
    }

    private func head(
        of branch: String?, in heads: [RemoteHead], as remote: String, _ operation: RemoteOperation
    ) throws(GitError) -> GitFetch {
        let defaultName = heads.first { $0.name == "HEAD" }?.symbolicTarget
        guard let name = branch.map({ Self.branches + $0 }) ?? defaultName else {
            throw GitError(
                .notFound, operation: operation.description,
                message: "the server does not say which branch is the default; name one")
        }
        let short = String(name.dropFirst(Self.branches.count))
        guard let head = heads.first(where: { $0.name == name }) else {
            try forget(Self.tracking(short, remote))
            let known = heads.map(\.name).filter { $0.hasPrefix(Self.branches) }.prefix(5)
                .map { String($0.dropFirst(Self.branches.count)) }
            let offer = known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"
            throw GitError(
                .notFound, operation: operation.description, message: "there is no branch \(short); \(offer)")
        }
        return GitFetch(branch: short, commit: head.id)
    }

    private func download(
        _ found: [GitFetch], as remote: String, _ connection: borrowing RemoteHandle, _ operation: RemoteOperation
    ) throws(GitError) {
        var options = unsafe git_fetch_options()
        try unsafe check(
            git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION)), operation.description)
        unsafe operation.fill(&options.callbacks)
        unsafe options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        let pointer = unsafe connection.pointer
        let specs = found.map { "+\(Self.branches)\($0.branch):\(Self.tracking($0.branch, remote))" }
        try unsafe operation.check(
            withRefspecs(specs) { specs in unsafe git_remote_download(pointer, specs, &options) })
        for head in found {
            try setReference(Self.tracking(head.branch, remote), to: head.commit, reason: "fetch")
        }
    }

    static func tracking(_ branch: String, _ remote: String) -> String { "refs/remotes/\(remote)/\(branch)" }

    /// Sets a reference wherever it is now.
    func setReference(_ name: String, to id: GitObjectID, reason: String) throws(GitError) {
        var target = id.c
        var made: OpaquePointer?
        try unsafe check(
            git_reference_create(&made, pointer, name, &target, 1, reason), "set \(name) to \(id.short)")
        if let made = unsafe made { unsafe git_reference_free(made) }
    }

    /// Removes a reference, if it is there.
    func forget(_ name: String) throws(GitError) {
        guard try id(of: name) != nil else { return }
        try unsafe check(git_reference_remove(pointer, name), "remove \(name)")
    }
}
