import ArgumentParser
import Planning
import Settings

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Let an image go that was held by 'pinnace hold' or 'pinnace rollback'.",
        discussion: "Changes .pinnace/holds.yaml with a commit of its own."
    )

    @Argument(help: ArgumentHelp("A folder, or the URL of a git repository.", valueName: "path-or-url"))
    var location = "."

    @OptionGroup var place: HoldPlaceOptions
    @Flag(name: .customLong("all"), help: "Release everything that is held.")
    var isAll = false
    @Option(help: ArgumentHelp("Why, for those who read the history.", valueName: "text"))
    var reason: String?
    @OptionGroup var changes: HoldChangeOptions
    @OptionGroup var git: GitOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard place.isEmpty == isAll else {
            throw ValidationError("say what to release: --image, or --file with --object and --field; or --all")
        }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            try await HoldsRun(session: session, git: git, changes: changes).run(location, operation: "release") {
                bytes, _ in
                let holds = try HoldsFile.read(bytes)
                let released = Set(holds.indices.filter { isAll || place.names(holds[$0]) })
                guard !released.isEmpty, let bytes else {
                    throw UsageError("\(place.description) is not held; .pinnace/holds.yaml says what is")
                }
                return HoldsRun.Edit(
                    bytes: try HoldsFile.removing(released, from: bytes),
                    subject: "Release \(isAll ? "all holds" : place.description)", reason: reason)
            }
            return .success
        }
    }
}
