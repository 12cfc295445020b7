import ArgumentParser
import Settings

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Propose a configuration from what the repository holds; no network.",
        discussion: """
            Writes \(ConfigFile.path), with the reason for each line, and with --ci a job that pins on a schedule. Nothing that \
            stands there is overwritten: where there is a configuration, --ci writes the job alone, and without it the status is 64.
            """
    )

    @Argument(help: ArgumentHelp("A folder of the work tree.", valueName: "path"))
    var path = "."

    @Option(
        help: ArgumentHelp(
            "Where images are to come from; without it, the successors of gcr.io and k8s.gcr.io that are known.",
            valueName: "host/path"))
    var to: String?

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp(
            "A registry, or a part of one, to leave besides gcr.io and its kin. May be repeated.",
            valueName: "host/path"
        ))
    var sources: [String] = []

    @Option(help: ArgumentHelp("Write the scheduled job for a CI service, too.", valueName: "service"))
    var ci: CIService?

    @Flag(name: .customLong("dry-run"), help: "Print the files; write nothing.")
    var isDryRun = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard common.format == .text else { throw ValidationError("init writes text") }
        guard common.config == nil else {
            throw ValidationError("init makes a configuration: it goes without --config")
        }
        guard sources.isEmpty || to != nil else {
            throw ValidationError("--from says what to leave, so that it goes with --to, which says for what")
        }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            let run = InitRun(session: session, wishes: try wishes(session), ci: ci, isDryRun: isDryRun)
            try await run.run(path)
            return .success
        }
    }

    private func wishes(_ session: Session) throws -> ConfigProposal.Wishes {
        var wishes = ConfigProposal.Wishes()
        do throws(ConfigurationError) {
            for source in sources { wishes.sources.append(try RegistryPlace(parsing: source, option: "--from")) }
            if let to { wishes.target = try RegistryPlace(target: to, option: "--to") }
        } catch {
            throw UsageError(error.description)
        }
        wishes.platforms = session.settings.platforms
        return wishes
    }
}
