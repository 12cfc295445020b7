import ArgumentParser
import Planning

/// How long something is held, and why.
struct HoldOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why, for those who read the history.", valueName: "text"))
    var reason: String?

    @Option(help: ArgumentHelp("The last day of the hold, as 2026-12-31; it has no end otherwise.", valueName: "day"))
    var until: String?

    @Option(help: "Whether the hold also ends when a digest comes that was never refused or in use.")
    var lapse = Hold.Lapse.never

    func validate() throws {
        if let until, !Hold.isDay(until) { throw ValidationError("--until takes a day, such as 2026-12-31") }
    }
}

extension Hold.Lapse: ExpressibleByArgument {}
