import ArgumentParser
import Engine
import GitStore
import Reconciliation
import Settings

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Tell who changed which image when, from what to what, and by which rule.",
        discussion: """
            Read from what the commits changed: people's own edits show too. Without --image, --file and --object it also \
            shows which holds came and went.
            """
    )

    @Argument(
        help: ArgumentHelp("A folder of a git work tree, or the URL of a git repository.", valueName: "path-or-url"))
    var location = "."

    @Option(
        help: ArgumentHelp(
            "Only changes of this image: a name, the last part of one, or a pattern.", valueName: "image"))
    var image: String?

    @Option(
        help: ArgumentHelp(
            "Only changes in this file, or below this folder, from the repository's top.", valueName: "path"))
    var file: String?

    @Option(
        help: ArgumentHelp(
            "Only changes of this object: KIND/NAMESPACE/NAME, or KIND/NAME in any namespace.", valueName: "object"))
    var object: String?

    @Option(help: ArgumentHelp("Only this commit.", valueName: "commit"))
    var commit: String?

    @Option(name: .shortAndLong, help: "At most this many commits.")
    var limit = 100

    @OptionGroup var git: GitOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes 1 or more") }
        guard [.text, .json].contains(common.format) else { throw ValidationError("history writes text or json") }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            let commits = try await commits(session)
            if common.format == .json {
                session.write(HistoryDocument(commits))
            } else {
                session.console.write(
                    HistoryText(commits: commits, style: session.console.style, selection: try selection.text).text)
            }
            return .success
        }
    }

    private var selection: PlaceSelection {
        get throws {
            let image = try image.map { text throws(ReconciliationError) in try ImageSelection(text) }
            return PlaceSelection(image: image, path: file, object: object)
        }
    }

    private func commits(_ session: Session) async throws -> [HistoryCommit] {
        let selection = try selection
        let (reader, tip) = try await reader(session)
        let showsHolds = image == nil && file == nil && object == nil
        if let commit {
            let id = try await reader.repository.find(commit, from: tip)
            let found = try await reader.history(of: id, image: selection.image, places: selection)
            let whole = showsHolds ? try await reader.addingHolds(to: found, id, .standard) : found
            return whole.changes.isEmpty && whole.holds.isEmpty ? [] : [whole]
        }
        let commits = try await reader.history(from: tip, limit: limit, image: selection.image, places: selection)
        guard showsHolds else { return commits }
        return try await reader.addingHolds(to: commits, from: tip, limit: limit, .standard)
    }

    /// Reads the whole history by the configuration of its newest commit, as one rule for all commits.
    private func reader(_ session: Session) async throws -> (HistoryReader, GitObjectID) {
        let start = try await start(session)
        let files = SnapshotFiles(try await start.repository.snapshot(of: start.tip))
        let configuration = try await session.configuration(for: files, workTree: start.workTree)
        return (session.historyReader(start.repository, configuration), start.tip)
    }

    private func start(
        _ session: Session
    ) async throws -> (repository: GitRepository, tip: GitObjectID, workTree: String?) {
        switch try await RepositoryLocation(location, environment: session.environment) {
        case .remote(let url):
            let target = try await PublishTarget(remote: url, git, session)
            return (target.repository, target.base, nil)
        case .folder(let folder):
            let repository = try folder.committable()
            guard let tip = try await repository.head().commit else {
                throw UsageError("'\(folder.path)' has no commit yet")
            }
            return (repository, tip, folder.path)
        }
    }
}
