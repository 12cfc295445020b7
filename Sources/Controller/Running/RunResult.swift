/// How a run ended.
struct RunResult: Sendable {
    /// The commit that was planned on.
    let revision: String
    let branch: String
    let plan: PlanSummary
    /// What was pushed; `nil` where nothing was to do, or nothing may be done.
    var commit: PushedCommit?
    /// What was decided by, where that is more than what stands in the repository.
    var configuration: String?
    /// What waits to be taken, where changes are not pushed to the branch itself.
    var offers: [OfferedChange] = []
    /// What the offers pin.
    var offered: [Pin] = []
    /// What was offered before and is on the branch now; `nil` where nothing came there.
    var merged: PushedCommit?
    /// All that the run knew, where somebody wants to keep something of it.
    var details: RunDetails?
}

struct PushedCommit: Sendable, Hashable {
    let id: String
    let subject: String
    /// References that it changed.
    let changes: Int
    let pins: [Pin]
}

/// A reference that a commit changed.
struct Pin: Sendable, Hashable {
    let file: String
    let from: String
    let to: String
}
