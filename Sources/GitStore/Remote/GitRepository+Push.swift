internal import CLibGit2

extension GitRepository {
    /// Puts a commit at the tip of a remote's branch, if that is where it was when the commit was made.
    ///
    /// Never forced: the server is asked to move the branch from `expecting` to `commit`, and the commit must
    /// descend from it.
    ///
    /// - Parameters:
    ///   - expecting: the tip that the commit was planned on; `nil` where the branch must not exist yet.
    ///   - remote: the name under which this repository keeps the remote's branches; where given, the branch there
    ///     follows a push, as with git.
    /// - Throws: `.invalid` where the commit does not descend from `expecting`; `.shallow`; `.authentication`,
    ///   `.forbidden`, `.repositoryNotFound`, `.server`, `.connectionFailed`, `.timedOut`, `.cancelled`. After a
    ///   connection that broke in the middle, nobody knows whether the branch moved: fetch and look.
    package func push(
        _ commit: GitObjectID, to branch: String, of url: GitRemoteURL, expecting: GitObjectID?,
        as remote: String? = nil, using network: GitNetwork
    ) async throws(GitError) -> GitPushOutcome {
        if let expecting, try !isAncestor(expecting, of: commit) {
            throw GitError(
                .invalid, operation: "push \(commit.short) to \(branch)",
                message: "it does not descend from \(expecting.short), and no push is ever forced")
        }
        return try await withGitCancellation { cancellation throws(GitError) in
            let operation = RemoteOperation("push to", url: url, network: network, cancellation: cancellation)
            return try connected(operation, GIT_DIRECTION_PUSH) { connection throws(GitError) in
                let name = Self.branches + branch
                let tip = try advertised(connection, operation).first { $0.name == name }?.id
                guard tip == expecting else { return .lost(tip: tip) }
                let outcome = try upload(commit, to: name, connection, operation)
                if outcome == .pushed, let remote {
                    try setReference(Self.tracking(branch, remote), to: commit, reason: "push")
                }
                return outcome
            }
        }
    }

    /// Lets `refs/remotes/<remote>/<branch>` say what was pushed there, as git does.
    package func track(_ commit: GitObjectID, asTipOf branch: String, of remote: String) throws(GitError) {
        try setReference(Self.tracking(branch, remote), to: commit, reason: "push")
    }

    func upload(
        _ commit: GitObjectID, to name: String, forced: Bool = false, _ connection: borrowing RemoteHandle,
        _ operation: RemoteOperation
    ) throws(GitError) -> GitPushOutcome {
        let source = try temporaryReference(to: commit)
        defer { try? forget(source) }
        return try outcome(of: "\(forced ? "+" : "")\(source):\(name)", connection, operation)
    }

    func outcome(
        of spec: String, _ connection: borrowing RemoteHandle, _ operation: RemoteOperation
    ) throws(GitError) -> GitPushOutcome {
        do throws(GitError) {
            try upload(spec, connection, operation)
        } catch {
            if let refusal = operation.refusal {
                return GitPushOutcome(
                    refusal: refusal, serverText: operation.serverText.description, forced: spec.hasPrefix("+"))
            }
            switch error.code {
            case .branchMoved: return .lost(tip: nil)
            case .notFound where isShallow, .damaged where isShallow: throw GitError.shallow(operation.description)
            default: throw error
            }
        }
        // libgit2 takes a refusal for a success.
        guard let refusal = operation.refusal else { return .pushed }
        return GitPushOutcome(
            refusal: refusal, serverText: operation.serverText.description, forced: spec.hasPrefix("+"))
    }

    private func upload(
        _ spec: String, _ connection: borrowing RemoteHandle, _ operation: RemoteOperation
    ) throws(GitError) {
        var options = unsafe git_push_options()
        try unsafe check(git_push_options_init(&options, UInt32(GIT_PUSH_OPTIONS_VERSION)), operation.description)
        unsafe operation.fill(&options.callbacks)
        let pointer = unsafe connection.pointer
        try unsafe operation.check(
            withRefspecs([spec]) { specs in unsafe git_remote_upload(pointer, specs, &options) })
    }

    /// libgit2 pushes references only; this one names the commit for as long as it takes.
    private func temporaryReference(to commit: GitObjectID) throws(GitError) -> String {
        let name = "refs/pinnace/push/\(commit.short)-\(UInt64.random(in: .min ... .max))"
        try setReference(name, to: commit, reason: "push")
        return name
    }
}
