import ArgumentParser
import Planning
import Reconciliation

struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Move and pin every image reference of a repository.",
        discussion: """
            In a work tree, the files are written; --commit and --push go on from there. A URL is mirrored, planned on its \
            branch's head, committed and pushed without a work tree.

            Exit status: 0 done, or nothing to do; 1 failed, or a reference could not be judged because a registry refused, \
            limited or did not answer; 2 changes are pending (--exit-code); 3 references are blocked (--strict); 64 wrong \
            usage; 78 wrong configuration.
            """
    )

    @Argument(help: ArgumentHelp("A folder, or the URL of a git repository.", valueName: "path-or-url"))
    var location = "."

    @Flag(name: .customLong("dry-run"), help: "Print the plan and a diff; touch nothing.")
    var isDryRun = false

    @Flag(name: .customLong("commit"), help: "Commit what was written, and nothing else.")
    var commits = false

    @Flag(name: .customLong("push"), help: "Commit and push; plan again when somebody else was faster.")
    var pushes = false

    @Flag(name: .customLong("exit-code"), help: "Exit with 2 where a dry run finds changes.")
    var usesExitCode = false

    @Flag(name: .customLong("strict"), help: "Exit with 3 where references are blocked.")
    var isStrict = false

    @OptionGroup var git: GitOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if isDryRun, commits || pushes {
            throw ValidationError("--dry-run writes nothing: it goes without --commit and --push")
        }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            let plan = try await reconcile(session)
            return ExitStatus(plan, isDryRun: isDryRun, exitCode: usesExitCode, strict: isStrict)
        }
    }

    private func reconcile(_ session: Session) async throws -> Plan {
        let run = ReconcileRun(session: session, git: git, isDryRun: isDryRun)
        switch try await RepositoryLocation(location, environment: session.environment) {
        case .folder(let folder) where pushes:
            return try await run.push(PublishTarget(workTree: folder, git, session))
        case .folder(let folder):
            return try await run.write(folder, commits: commits)
        case .remote(let url):
            let target = try await PublishTarget(remote: url, git, session)
            return isDryRun ? try await run.rehearse(target) : try await run.push(target)
        }
    }
}
