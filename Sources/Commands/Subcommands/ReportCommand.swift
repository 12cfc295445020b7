import ArgumentParser
import Planning
import Reconciliation

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Tell how far the migration is: what is where, what is pinned, what is left to move, over time.",
        discussion: """
            What is left is what the configuration's rewrite rules would move. No registry is asked, unless --base-images \
            says so.

            Exit status: 0 done; 1 failed, or with --base-images a registry refused, limited or did not answer; 64 wrong \
            usage; 78 wrong configuration.
            """
    )

    @Argument(help: ArgumentHelp("A folder, or the URL of a git repository.", valueName: "path-or-url"))
    var location = "."

    @Option(
        help: ArgumentHelp(
            "The first day of the course over time; a year before the newest commit otherwise.", valueName: "day"))
    var since: String?

    @Flag(name: .customLong("no-history"), help: "Leave out the course over time, which is read from the commits.")
    var leavesOutHistory = false

    @Flag(
        name: .customLong("base-images"),
        help: "Ask the registries which images are built on a base whose tag has moved since.")
    var asksForBases = false

    @OptionGroup var git: GitOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard common.format != .sarif else { throw ValidationError("report writes text, markdown, html or json") }
        if let since, !Hold.isDay(since) { throw ValidationError("--since takes a day, such as 2026-12-31") }
        if since != nil, leavesOutHistory { throw ValidationError("--since goes without --no-history") }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            let run = ReportRun(
                session: session, git: git, since: since, showsCourse: !leavesOutHistory, asksForBases: asksForBases)
            let report = try await run.report(of: location)
            session.write(report)
            return report.bases?.isIncomplete == true ? .failed : .success
        }
    }
}
