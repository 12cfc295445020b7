import ArgumentParser
import Engine
import Forges
import GitStore
import ImageModel
import Planning
import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct RollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Put image references back to what stood there, with a new commit and a hold.",
        discussion: """
            Name a COMMIT to undo what it did to images; or an --image, a --file, a folder or an --object to put it back one \
            step, or as far as --to says. \
            Whatever else changed in those files stays. Every later reconcile leaves what was put back alone, until \
            'pinnace release'.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "[PATH-OR-URL] [COMMIT]: the repository, if it is not this folder, and the commit to undo.",
            valueName: "where-and-what"))
    var arguments: [String] = []

    @Option(
        help: ArgumentHelp(
            "The image to put back, wherever it is used: a name, the last part of one, or a pattern.",
            valueName: "image"))
    var image: String?

    @Option(
        help: ArgumentHelp(
            "Put back what stands in this file, or below this folder, from the repository's top.", valueName: "path"))
    var file: String?

    @Option(
        help: ArgumentHelp(
            "Put back the images of this object: KIND/NAMESPACE/NAME, or KIND/NAME in any namespace.",
            valueName: "object"))
    var object: String?

    @Option(
        help: ArgumentHelp("How far back: a digest, a tag, a commit or a day such as 2026-11-20.", valueName: "state"))
    var to: String?

    @Flag(name: .customLong("dry-run"), help: "Print the diff; touch nothing.")
    var isDryRun = false

    @Flag(name: .customLong("push"), help: "Push the commit; plan again when somebody else was faster.")
    var pushes = false

    @OptionGroup var offer: OfferOptions
    @OptionGroup var hold: HoldOptions
    @OptionGroup var git: GitOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [.text, .json].contains(common.format) else { throw ValidationError("rollback writes text or json") }
        guard arguments.count <= (isByPlace ? 1 : 2) else {
            throw ValidationError("rollback takes a commit or --image, --file and --object, not both")
        }
        guard isByPlace || !arguments.isEmpty else {
            throw ValidationError("name a commit, or an --image, a --file or an --object")
        }
        if offer.opensPullRequest, pushes || isDryRun {
            throw ValidationError("--pull-request goes without --push and --dry-run")
        }
        if to != nil, !isByPlace { throw ValidationError("--to goes with --image, --file and --object") }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            let location = try await RepositoryLocation(place, environment: session.environment)
            if offer.opensPullRequest {
                try await propose(location, session)
                return .success
            }
            let outcome = try await CommitRun(session: session, git: git).run(
                location, isDryRun: isDryRun, pushes: pushes
            ) { files, repository in
                let draft = try await draft(session, files, repository, workTree: location.workTree)
                return (CommitProposal(changes: draft.files, message: draft.message), draft)
            }
            await report(outcome, session)
            return .success
        }
    }

    /// On a branch of its own, whose holds are in force at once.
    private func propose(_ location: RepositoryLocation, _ session: Session) async throws {
        let target = try await PublishTarget(location, git, session, forge: offer.forge)
        let forge = try session.forge(for: target.url, told: offer.forge)
        let what = [image, object, file, isByPlace ? nil : arguments.last, to].compactMap(\.self).joined(separator: "-")
        try await OfferRun(session: session, git: git, target: target).rollBack(what: what, forge: forge) { files in
            try await draft(session, files, target.repository, workTree: location.workTree)
        }
    }

    private var isByPlace: Bool { image != nil || file != nil || object != nil }

    private var place: String { isByPlace ? arguments.first ?? "." : arguments.count == 2 ? arguments[0] : "." }

    private func draft(
        _ session: Session, _ files: SnapshotFiles, _ repository: GitRepository, workTree: String?
    ) async throws -> RollbackDraft {
        let (inputs, _) = try await session.inputs(for: files, workTree: workTree)
        var request = RollbackRequest(try await target(repository, files.snapshot.commit.id), today: session.today)
        request.reason = hold.reason
        request.until = hold.until
        request.lapse = hold.lapse
        request.who = await session.committer(repository)
        let draft = try await RollbackPlanner(scanner: inputs.scanner, ledger: .standard).plan(
            request, on: files,
            history: HistoryReader(repository, locator: inputs.locator, isSelected: inputs.isSelected))
        await warn(of: draft, inputs, session)
        return draft
    }

    private func target(_ repository: GitRepository, _ tip: GitObjectID) async throws -> RollbackRequest.Target {
        guard isByPlace else { return .commit(try await repository.find(arguments.last ?? "", from: tip)) }
        let image = try image.map { text throws(ReconciliationError) in try ImageSelection(text) }
        let state = try await state(repository, tip)
        if let image, file == nil, object == nil { return .image(image, state) }
        return .places(PlaceSelection(image: image, path: file, object: object), state)
    }

    private func state(_ repository: GitRepository, _ tip: GitObjectID) async throws -> RollbackRequest.State {
        guard let to else { return .previous }
        if let digest = Digest(to[...]) { return .digest(digest) }
        if Hold.isDay(to), let date = try? Date("\(to)T23:59:59Z", strategy: .iso8601) { return .date(date) }
        if let commit = try? await repository.find(to, from: tip) { return .commit(commit) }
        return .tag(to)
    }

    /// What is put back may be gone from its registry: it is put back all the same, and said.
    private func warn(of draft: RollbackDraft, _ inputs: RunInputs, _ session: Session) async {
        for text in Set(draft.changes.compactMap(\.to)).sorted() {
            guard let reference = try? ImageReference(parsing: text),
                case .failure(let failure) = await inputs.resolver.resolve(reference)
            else { continue }
            session.console.note("\(text) does not resolve now: \(failure.message)")
        }
    }

    private func report(_ outcome: CommitRun.Outcome<RollbackDraft>, _ session: Session) async {
        if common.format == .json {
            session.write(RollbackDocument(outcome.report, commit: outcome.commit?.hex))
            return
        }
        if isDryRun { session.writeDiff(outcome.changes) }
        session.console.write(
            RollbackText(
                draft: outcome.report, commit: outcome.commit?.hex, branch: outcome.branch, style: session.console.style
            ).text)
    }
}

extension RepositoryLocation {
    /// The folder of the files, for layouts inside of it.
    var workTree: String? {
        if case .folder(let folder) = self { folder.path } else { nil }
    }
}
