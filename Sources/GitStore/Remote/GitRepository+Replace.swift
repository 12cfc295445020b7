internal import CLibGit2

extension GitRepository {
    /// Puts a commit in the place of a remote's branch that is one's own, makes that branch, or takes it away; only if
    /// its tip is still the one that was looked at.
    ///
    /// For branches that nobody else builds on. The lease is the server's: it is told which tip is replaced.
    ///
    /// - Parameters:
    ///   - expecting: the tip that was looked at; `nil` where the branch must not exist yet.
    ///   - commit: `nil` to delete the branch.
    ///   - remote: where given, the branch is followed here under that name.
    /// - Throws: as ``push(_:to:of:expecting:as:using:)``.
    package func replace(
        _ branch: String, expecting: GitObjectID?, with commit: GitObjectID?, of url: GitRemoteURL,
        as remote: String? = nil, using network: GitNetwork
    ) async throws(GitError) -> GitPushOutcome {
        try await withGitCancellation { cancellation throws(GitError) in
            let operation = RemoteOperation("push to", url: url, network: network, cancellation: cancellation)
            return try connected(operation, GIT_DIRECTION_PUSH) { connection throws(GitError) in
                let name = Self.branches + branch
                let tip = try advertised(connection, operation).first { $0.name == name }?.id
                guard tip == expecting else { return .lost(tip: tip) }
                guard tip != commit else { return .pushed }
                let outcome =
                    if let commit { try upload(commit, to: name, forced: true, connection, operation) } else {
                        try self.outcome(of: ":\(name)", connection, operation)
                    }
                if outcome == .pushed, let remote { try follow(branch, at: commit, of: remote) }
                return outcome
            }
        }
    }

    private func follow(_ branch: String, at commit: GitObjectID?, of remote: String) throws(GitError) {
        guard let commit else { return try forget(Self.tracking(branch, remote)) }
        try setReference(Self.tracking(branch, remote), to: commit, reason: "push")
    }

    /// The branches of a remote as they were fetched last, by name.
    package func trackedBranches(of remote: String, prefix: String) throws(GitError) -> [String: GitObjectID] {
        let start = Self.tracking("", remote)
        var found: [String: GitObjectID] = [:]
        for name in try referenceNames(beginning: start + prefix) {
            if let id = try id(of: name) { found[String(name.dropFirst(start.count))] = id }
        }
        return found
    }

    /// - Parameter names: full names of the branches at the remote.
    func forgetBranches(of remote: String, prefix: String, except names: Set<String>) throws(GitError) {
        for branch in try trackedBranches(of: remote, prefix: prefix).keys where !names.contains(Self.branches + branch)
        {
            try forget(Self.tracking(branch, remote))
        }
    }

    func referenceNames(beginning start: String) throws(GitError) -> [String] {
        var list = unsafe git_strarray()
        try unsafe check(git_reference_list(&list, pointer), "list the references")
        defer { unsafe git_strarray_dispose(&list) }
        return unsafe UnsafeBufferPointer(start: list.strings, count: list.count).compactMap { name in
            unsafe name.map { unsafe String(cString: $0) }
        }.filter { $0.hasPrefix(start) }
    }
}
