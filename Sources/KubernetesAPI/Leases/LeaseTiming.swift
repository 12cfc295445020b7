/// How long a lease holds, how long its holder may fail to renew it, and how often it is looked at.
package struct LeaseTiming: Hashable, Sendable {
    /// Others leave the lease alone for so long after it was last seen to change.
    package var duration: Duration
    /// A holder that could not renew for so long leads no more. Shorter than ``duration``, by as much as clocks may run
    /// at different speeds.
    package var renewDeadline: Duration
    package var retryPeriod: Duration

    package init(
        duration: Duration = .seconds(15), renewDeadline: Duration = .seconds(10), retryPeriod: Duration = .seconds(2)
    ) {
        self.duration = duration
        self.renewDeadline = renewDeadline
        self.retryPeriod = retryPeriod
    }

    var seconds: Int { max(1, Int(duration.components.seconds)) }
}
