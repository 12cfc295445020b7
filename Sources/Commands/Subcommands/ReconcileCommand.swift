import ArgumentParser
import Forges
import GitStore
import HTTPTransport
import Planning
import Reconciliation
import Settings

struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Move and pin every image reference of a repository.",
        discussion: """
            In a work tree, the files are written; --commit and --push go on from there. A URL is mirrored, planned on its \
            branch's head, committed and pushed without a work tree. Where pushes go, and whether as a pull request, the \
            configuration says ('publish'), unless --to-branch or --pull-request does.

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

    @Option(
        name: .customLong("to-branch"),
        help: ArgumentHelp(
            "Push to this branch, which is kept for it, instead of the one that was planned on; with {base} and {group} to fill in.",
            valueName: "name"))
    var ownBranch: String?

    @OptionGroup var offline: OfflineOption
    @OptionGroup var offer: OfferOptions
    @OptionGroup var git: GitOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard common.format != .html else { throw ValidationError("reconcile writes text, json, sarif or markdown") }
        if isDryRun, commits || publishes {
            throw ValidationError(
                "--dry-run writes nothing: it goes without --commit, --push, --to-branch and --pull-request")
        }
        if offline.isOffline, publishes {
            throw ValidationError(
                "--offline asks nobody: it goes without --push, --to-branch and --pull-request")
        }
        if let ownBranch, let problem = PublishSettings.problem(ofBranch: ownBranch) {
            throw ValidationError("--to-branch: \(problem)")
        }
    }

    func run() async throws {
        await CommandRun.run(common, isOffline: offline.isOffline) { session in
            let plan = try await reconcile(session)
            return ExitStatus(plan, isDryRun: isDryRun, exitCode: usesExitCode, strict: isStrict)
        }
    }

    private func reconcile(_ session: Session) async throws -> Plan {
        let run = ReconcileRun(session: session, git: git, isDryRun: isDryRun)
        switch try await RepositoryLocation(location, environment: session.environment) {
        case .folder(let folder) where publishes:
            return try await publish(PublishTarget(workTree: folder, git, session, forge: offer.forge), run)
        case .folder(let folder):
            return try await run.write(folder, commits: commits)
        case .remote where offline.isOffline:
            throw UsageError("--offline asks nobody: name a folder, not a URL")
        case .remote(let url):
            let target = try await PublishTarget(remote: url, git, session, forge: offer.forge)
            return isDryRun ? try await run.rehearse(target) : try await publish(target, run)
        }
    }

    private var publishes: Bool { pushes || ownBranch != nil || offer.opensPullRequest }

    /// As the configuration on the branch says, unless an option says otherwise.
    private func publish(_ target: PublishTarget, _ run: ReconcileRun) async throws -> Plan {
        let files = SnapshotFiles(try await target.repository.snapshot(of: target.base))
        let configuration = try await run.session.configuration(for: files, workTree: target.workFolder?.path)
        var settings = configuration.publish
        if let ownBranch {
            settings.branch = ownBranch
            if settings.mode == .push { settings.mode = .branch }
        }
        if offer.opensPullRequest { settings.mode = .pullRequest }
        guard settings.mode != .push else { return try await run.push(target) }
        if target.tip != nil {
            run.session.console.note("your commits that \(target.branch) has not yet are not part of what is offered")
        }
        let forge =
            settings.mode == .pullRequest ? try run.session.forge(for: target.url, told: offer.forge) : nil
        return try await OfferRun(session: run.session, git: git, target: target).reconcile(settings, forge: forge)
    }
}
