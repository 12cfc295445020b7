internal import CLibGit2

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

extension GitRepository {
    /// What HEAD says.
    package struct Head: Hashable, Sendable {
        /// `nil` where HEAD names a commit and no branch.
        package let branch: String?
        /// `nil` before the first commit.
        package let commit: GitObjectID?

        package init(branch: String?, commit: GitObjectID?) {
            self.branch = branch
            self.commit = commit
        }
    }

    package func head() throws(GitError) -> Head {
        let operation = "read HEAD"
        let reference = try ReferenceHandle(operation) { unsafe git_reference_lookup(&$0, pointer, "HEAD") }
        guard let target = unsafe git_reference_symbolic_target(reference.pointer) else {
            return Head(branch: nil, commit: try id(of: "HEAD"))
        }
        let name = unsafe String(cString: target)
        let branch = name.hasPrefix(Self.branches) ? String(name.dropFirst(Self.branches.count)) : nil
        return Head(branch: branch, commit: try id(of: name))
    }

    /// The commit at the tip of a local branch, `nil` where there is no such branch.
    package func tip(ofBranch name: String) throws(GitError) -> GitObjectID? {
        try id(of: Self.branches + name)
    }

    /// Where the current branch is fetched from and pushed to.
    package struct Upstream: Hashable, Sendable {
        package let remote: String
        package let branch: String

        package init(remote: String, branch: String) {
            self.remote = remote
            self.branch = branch
        }
    }

    /// The upstream that `branch.<name>.remote` and `.merge` name; `nil` where none is set.
    package func upstream(ofBranch name: String) throws(GitError) -> Upstream? {
        guard let remote = try configuration("branch.\(name).remote"),
            let merge = try configuration("branch.\(name).merge"), merge.hasPrefix(Self.branches)
        else { return nil }
        return Upstream(remote: remote, branch: String(merge.dropFirst(Self.branches.count)))
    }

    /// The branch that a remote's own HEAD named when it was cloned; `nil` where nothing is known of it.
    package func defaultBranch(ofRemote name: String) -> String? {
        let folder = "refs/remotes/\(name)/"
        let reference = try? ReferenceHandle("read the default branch of \(name)") {
            unsafe git_reference_lookup(&$0, pointer, folder + "HEAD")
        }
        guard let reference, let target = unsafe git_reference_symbolic_target(reference.pointer) else { return nil }
        let branch = unsafe String(cString: target)
        return branch.hasPrefix(folder) ? String(branch.dropFirst(folder.count)) : nil
    }

    /// A setting from all levels of git's configuration, `nil` where it is not set.
    package func configuration(_ name: String) throws(GitError) -> String? {
        let operation = "read the setting \(name)"
        let config = try ConfigHandle(operation) { unsafe git_repository_config_snapshot(&$0, pointer) }
        var value: UnsafePointer<CChar>?
        let result = unsafe git_config_get_string(&value, config.pointer, name)
        if result == GIT_ENOTFOUND.rawValue { return nil }
        try check(result, operation)
        return unsafe value.map { unsafe String(cString: $0) }
    }

    /// Who commits here, from `user.name` and `user.email`.
    ///
    /// - Throws: `.unsuitableState` where one is not set, with the commands that set them.
    package func identity(
        at time: Date, offsetMinutes: Int = 0
    ) throws(GitError) -> GitSignature {
        guard let name = try configuration("user.name"), let email = try configuration("user.email") else {
            throw GitError(
                .unsuitableState, operation: "find out who commits",
                message: "user.name or user.email is not set; run: git config --global user.name NAME && "
                    + "git config --global user.email ADDRESS")
        }
        return GitSignature(name: name, email: email, time: time, offsetMinutes: offsetMinutes)
    }

    /// Moves a local branch from one commit to another, or makes it (`from` is `nil`).
    ///
    /// - Throws: `.branchMoved` where it is not at `from` any more.
    package func moveBranch(
        _ name: String, from old: GitObjectID?, to new: GitObjectID, reason: String
    ) throws(GitError) {
        try moveReference(Self.branches + name, from: old, to: new, reason: reason)
    }

    func moveReference(
        _ name: String, from old: GitObjectID?, to new: GitObjectID, reason: String
    ) throws(GitError) {
        var target = new.c
        var expected = (old ?? .zero).c
        let operation = "move \(name) to \(new.short)"
        var made: OpaquePointer?
        let result = unsafe git_reference_create_matching(&made, pointer, name, &target, 1, &expected, reason)
        if result == GIT_EMODIFIED.rawValue || result == GIT_EEXISTS.rawValue
            || (result == GIT_ENOTFOUND.rawValue && old != nil)
        {
            throw GitError(
                .branchMoved, operation: operation,
                message: "it is not at \(old?.short ?? "nothing") any more; read it again and retry")
        }
        try check(result, operation)
        if let made = unsafe made { unsafe git_reference_free(made) }
    }

    /// What a full reference name stands for, `nil` where it does not exist.
    func id(of reference: String) throws(GitError) -> GitObjectID? {
        var id = git_oid()
        let result = unsafe git_reference_name_to_id(&id, pointer, reference)
        if result == GIT_ENOTFOUND.rawValue { return nil }
        try check(result, "read the reference \(reference)")
        return GitObjectID(id)
    }

    static var branches: String { "refs/heads/" }
}
