import GitStore
import Manifests
import Reconciliation
import Settings

/// Changes the file of holds: with a commit, on a remote's branch, or in a folder outside of git.
struct HoldsRun: Sendable {
    let session: Session
    let git: GitOptions
    let changes: HoldChangeOptions

    struct Edit: Sendable {
        /// The new file; `nil` takes it away.
        let bytes: [UInt8]?
        let subject: String
        let reason: String?
    }

    /// - Parameter edit: the change, from the file's bytes (`nil`: there is none) and the name of who makes it.
    func run(
        _ argument: String, operation: String, edit: @Sendable ([UInt8]?, String?) throws -> Edit
    ) async throws {
        let location = try await RepositoryLocation(argument, environment: session.environment)
        if case .folder(let folder) = location, folder.repository == nil {
            return try await write(folder, edit)
        }
        let outcome = try await CommitRun(session: session, git: git).run(
            location, isDryRun: changes.isDryRun, pushes: changes.pushes
        ) { files, repository in
            let (change, edit) = try await change(files, who: session.committer(repository), edit)
            return (
                CommitProposal(changes: [change], operation: operation, subject: edit.subject, reason: edit.reason),
                edit
            )
        }
        report(outcome.changes, outcome.report.subject, outcome.commit, outcome.branch)
    }

    /// Outside of git there is only the file.
    private func write(_ folder: WorkFolder, _ edit: @Sendable ([UInt8]?, String?) throws -> Edit) async throws {
        let files = try await folder.files()
        let (change, edit) = try await change(files, who: nil, edit)
        if !changes.isDryRun { try files.write([change]) }
        report([change], edit.subject, nil, nil)
    }

    private func change(
        _ files: some RepositoryFiles, who: String?, _ edit: @Sendable ([UInt8]?, String?) throws -> Edit
    ) async throws -> (FileChange, Edit) {
        guard let path = RepositoryPath(HoldsFile.path) else { throw UsageError("'\(HoldsFile.path)' is no path") }
        let old = try await files.read(path)
        let edit = try edit(old, who)
        return (FileChange(path: path, old: old, new: edit.bytes), edit)
    }

    private func report(_ files: [FileChange], _ subject: String, _ commit: GitObjectID?, _ branch: String?) {
        if changes.isDryRun { session.writeDiff(files) }
        session.console.write("\(Printable.text(subject))\n\(closing(commit, branch))\n")
    }

    private func closing(_ commit: GitObjectID?, _ branch: String?) -> String {
        guard let commit else {
            return changes.isDryRun ? "Nothing was written: this is a dry run." : "Wrote \(HoldsFile.path)."
        }
        if let branch { return "Pushed to \(Printable.text(branch)) as \(Wording.commit(commit.hex))." }
        return "Committed as \(Wording.commit(commit.hex)). Next: 'git push'."
    }
}
