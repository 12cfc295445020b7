import Forges
import GitStore
import HTTPTransport
import KubernetesAPI
import Reconciliation
import Settings

/// How a run ended, as a status and an event tell it.
struct RunOutcome: Sendable {
    enum Verdict: Sendable, Hashable {
        case ready
        /// It may go better by itself.
        case failing
        /// Somebody has to change something first.
        case stalled
    }

    let verdict: Verdict
    /// One word in CamelCase.
    let reason: String
    let message: String
    let result: RunResult?

    init(_ result: RunResult, isDryRun: Bool) {
        self.result = result
        let counts = result.plan.counts
        if let message = result.plan.unansweredMessage {
            verdict = .failing
            reason = "RegistryUnavailable"
            self.message = "\(result.plan.unanswered.counted("reference")) could not be judged: \(message)"
            return
        }
        verdict = .ready
        reason = isDryRun ? "Planned" : "Succeeded"
        var words = [counts.references.counted("reference")]
        words += result.offers.map { "\($0.changes) offered on \($0.url ?? $0.branch)" }
        if isDryRun, counts.pending > 0 { words.append("\(counts.pending) to change") }
        if counts.held > 0 { words.append("\(counts.held) held") }
        if counts.blocked > 0 { words.append("\(counts.blocked) blocked") }
        message = words.joined(separator: ", ")
    }

    init(_ error: any Error) {
        result = nil
        message = String("\(error)".prefix(ConfigRepositoryStatus.messageLimit))
        (verdict, reason) = Self.classify(error)
    }

    private static func classify(_ error: any Error) -> (Verdict, String) {
        switch error {
        case is ConfigurationError: (.stalled, "ConfigurationInvalid")
        case let error as GitError: git(error)
        case let error as ForgeError: forge(error)
        case let error as KubernetesError:
            error.code == .invalid || error.code == .notFound
                ? (.stalled, "ReferenceInvalid") : (.failing, "ClusterUnavailable")
        case let error as ReconciliationError:
            error.code == .configuration
                ? (.stalled, "ConfigurationInvalid")
                : (.failing, error.code == .push ? "PushRejected" : "ReconcileFailed")
        case is DeadlineExceeded: (.failing, "TimedOut")
        default: (.failing, "ReconcileFailed")
        }
    }

    private static func forge(_ error: ForgeError) -> (Verdict, String) {
        switch error.code {
        case .unknownForge, .invalidSetting: (.stalled, "ConfigurationInvalid")
        case .unauthorized, .forbidden: (.failing, "AuthenticationFailed")
        default: (.failing, "ForgeFailed")
        }
    }

    private static func git(_ error: GitError) -> (Verdict, String) {
        switch error.code {
        case .invalid, .unsupported: (.stalled, "RepositoryInvalid")
        case .authentication, .forbidden, .repositoryNotFound: (.failing, "AuthenticationFailed")
        case .branchMoved: (.failing, "PushRejected")
        default: (.failing, "GitFailed")
        }
    }
}

/// A run took longer than its resource allows.
struct DeadlineExceeded: Error, CustomStringConvertible {
    let limit: Duration

    var description: String { "the run took longer than \(limit), which spec.timeout allows" }
}
