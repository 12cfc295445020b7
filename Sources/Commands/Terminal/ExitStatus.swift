import ImageModel
import Planning
import Settings

/// What the process says at its end. Where several hold, the first of 64, 78, 1, 3, 2 counts.
enum ExitStatus: Int32, Sendable {
    /// Done, or nothing to do.
    case success = 0
    /// Failed, which includes a reference that could not be judged.
    case failed = 1
    /// Changes are pending, with `--exit-code`.
    case pending = 2
    /// References are blocked by a rule or a missing image, with `--strict`.
    case blocked = 3
    case usage = 64
    case configuration = 78

    init(_ plan: Plan, isDryRun: Bool, exitCode: Bool, strict: Bool) {
        let blocked = plan.references.filter { $0.status == .blocked }
        if blocked.contains(where: { $0.reason?.meansUnjudged == true }) {
            self = .failed
        } else if strict, !blocked.isEmpty {
            self = .blocked
        } else {
            self = exitCode && isDryRun && plan.count(.change) > 0 ? .pending : .success
        }
    }

    /// For an error that ended the command.
    init(_ error: any Error) {
        self = error is ConfigurationError ? .configuration : error is UsageError ? .usage : .failed
    }
}

/// A command line that cannot be meant.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
