import ArgumentParser
import Planning
import Settings

struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Keep an image, or one place, as it is.",
        discussion: "Changes .pinnace/holds.yaml with a commit of its own."
    )

    @Argument(help: ArgumentHelp("A folder, or the URL of a git repository.", valueName: "path-or-url"))
    var location = "."

    @OptionGroup var place: HoldPlaceOptions
    @OptionGroup var hold: HoldOptions
    @OptionGroup var changes: HoldChangeOptions
    @OptionGroup var git: GitOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !place.isEmpty else {
            throw ValidationError("say what to hold: --image, or --file with --object and --field")
        }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            try await HoldsRun(session: session, git: git, changes: changes).run(location, operation: "hold") {
                bytes, who in
                var hold = try place.hold()
                hold.reason = self.hold.reason
                hold.until = self.hold.until
                hold.lapse = self.hold.lapse
                hold.since = session.today
                hold.who = who
                return HoldsRun.Edit(
                    bytes: try HoldsFile.adding(hold, to: bytes), subject: "Hold \(place.description)",
                    reason: self.hold.reason)
            }
            return .success
        }
    }
}
