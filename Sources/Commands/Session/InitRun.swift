import GitStore
import Manifests
import Planning
import Reconciliation
import Settings

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes the first configuration of a repository, and the job that runs by it.
struct InitRun: Sendable {
    let session: Session
    let wishes: ConfigProposal.Wishes
    let ci: CIService?
    let isDryRun: Bool

    /// A file to write.
    struct NewFile: Sendable {
        let path: RepositoryPath
        let text: String

        init(_ path: String, _ text: String) throws {
            guard let path = RepositoryPath(path) else { throw UsageError("'\(path)' is no path") }
            self.path = path
            self.text = text
        }
    }

    func run(_ argument: String) async throws {
        let folder = try await WorkFolder(argument, environment: session.environment)
        guard folder.repository != nil || isDryRun else {
            throw UsageError("'\(argument)' is not in a git work tree; --dry-run prints what would be proposed")
        }
        let files = try await folder.files()
        let news = try await newFiles(folder, files)
        if isDryRun { return printed(news) }
        try files.add(news.files.map { ($0.path, Array($0.text.utf8)) })
        let isHere = FileManager.default.currentDirectoryPath == folder.path
        session.console.write(
            InitText(
                files: news.files.map(\.path), tally: news.tally, job: news.job, folder: isHere ? nil : folder.path
            ).text)
    }

    private struct News {
        var files: [NewFile] = []
        var tally = ""
        var job: ScheduledJob?
    }

    private func newFiles(_ folder: WorkFolder, _ files: WorkTreeFiles) async throws -> News {
        var news = News()
        let isConfigured = try stands(ConfigFile.path, files) && (ci != nil || !isDryRun)
        if isConfigured { try checkConfigured() }
        let own = isConfigured ? try await session.configuration(for: files, workTree: folder.path) : nil
        let references = try await references(files, own)
        var configuration = own
        if own == nil {
            let proposal = ConfigProposal(references, wishes)
            news.files.append(try NewFile(ConfigFile.path, proposal.text))
            news.tally = proposal.summary
            configuration = try Configuration.read(Array(proposal.text.utf8), settings: OperatorSettings())
        }
        guard let ci, let configuration else { return news }
        var home = ScheduledJob.Home()
        if let repository = folder.repository {
            // Below the top a job would make no commit, and no service looks for jobs there.
            _ = try folder.committable()
            home = try await repository.jobHome()
        }
        if try !isDryRun && stands(ci.path, files) {
            throw UsageError("\(ci.path) is there already, and stays as it is; --dry-run prints what would be written")
        }
        let job = ScheduledJob(ci, configuration, references.map(\.repository), home)
        news.files.append(try NewFile(ci.path, job.text))
        news.job = job
        return news
    }

    /// What cannot be meant where there is a configuration. A dry run may still show what would be proposed.
    private func checkConfigured() throws {
        if ci == nil {
            throw UsageError(
                "\(ConfigFile.path) is there already, and stays as it is; --dry-run prints what would be proposed, "
                    + "and --ci adds a scheduled job")
        }
        if wishes.target != nil || wishes.platforms != nil {
            throw UsageError(
                "\(ConfigFile.path) is there already, and stays as it is: --to, --from and --platform say nothing to it"
            )
        }
    }

    private func stands(_ path: String, _ files: WorkTreeFiles) throws -> Bool {
        guard let path = RepositoryPath(path) else { throw UsageError("'\(path)' is no path") }
        return files.stands(path)
    }

    private func references(
        _ files: WorkTreeFiles, _ configuration: Configuration?
    ) async throws -> [ProposalReference] {
        let scanner = RepositoryScanner(
            jobs: session.options.jobs, locator: FileLocator(configuration?.locatorOptions ?? LocatorOptions())
        ) { configuration?.files.contains($0) ?? true }
        return Scan(try await scanner.scan(files)).references.compactMap {
            ProposalReference($0.occurrence, text: $0.from)
        }
    }

    private func printed(_ news: News) {
        for file in news.files {
            let title = news.files.count > 1 ? "# --- \(file.path)\n" : ""
            session.console.write(title + file.text)
        }
        session.console.note("Nothing was written: this is a dry run.")
    }
}
