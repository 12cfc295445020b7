/// What the candidate of an election knows of a lease, and what follows from it. A value: time comes from outside, and
/// is this machine's monotonic time alone. What others' clocks say is never compared.
package struct LeaseRecord<Instant: InstantProtocol>: Sendable where Instant.Duration == Duration {
    /// Who asks, such as `pod_6f3c…`.
    package let identity: String
    package let timing: LeaseTiming
    /// The lease as it was last read, and when it was first seen so.
    private(set) var seen: (spec: Lease.Spec, at: Instant)?
    /// When this candidate last wrote the lease successfully.
    private(set) var renewed: Instant?

    package init(identity: String, timing: LeaseTiming = LeaseTiming()) {
        self.identity = identity
        self.timing = timing
    }

    /// What to do next.
    package enum Step: Hashable, Sendable {
        /// Nobody holds it, or whoever did was silent for too long: write this.
        case acquire(Lease.Spec)
        case renew(Lease.Spec)
        /// Another one holds it.
        case wait(holder: String)
    }

    /// Whether this candidate leads. It stops by itself when it could not renew in time, whatever the lease says.
    package func leads(at now: Instant) -> Bool {
        guard seen?.spec.holderIdentity == identity, let renewed else { return false }
        return renewed.duration(to: now) < timing.renewDeadline
    }

    /// What was read. A record that did not change counts from when it was first seen.
    package mutating func saw(_ spec: Lease.Spec, at now: Instant) {
        if seen?.spec != spec { seen = (spec, now) }
    }

    /// What was written was taken.
    ///
    /// - Parameter begun: when the request was sent: the lease runs from there at the earliest.
    package mutating func wrote(_ spec: Lease.Spec, begun: Instant) {
        seen = (spec, begun)
        renewed = begun
    }

    /// - Parameter time: the wall clock as MicroTime, for people who look at the lease.
    package func step(at now: Instant, time: String) -> Step {
        var spec = seen?.spec ?? Lease.Spec()
        let holder = spec.holderIdentity ?? ""
        if holder == identity {
            spec.renewTime = time
            spec.leaseDurationSeconds = timing.seconds
            return .renew(spec)
        }
        if !holder.isEmpty, let seen, !isOver(seen, at: now) { return .wait(holder: holder) }
        let isNew = seen == nil
        spec.holderIdentity = identity
        spec.leaseDurationSeconds = timing.seconds
        spec.acquireTime = time
        spec.renewTime = time
        spec.leaseTransitions = isNew ? 0 : (spec.leaseTransitions ?? 0) + 1
        return .acquire(spec)
    }

    /// The lease that lets go at once: no holder, for one second.
    package func released(time: String) -> Lease.Spec? {
        guard var spec = seen?.spec, spec.holderIdentity == identity else { return nil }
        spec.holderIdentity = ""
        spec.leaseDurationSeconds = 1
        spec.renewTime = time
        spec.acquireTime = time
        return spec
    }

    private func isOver(_ seen: (spec: Lease.Spec, at: Instant), at now: Instant) -> Bool {
        seen.at.duration(to: now) > .seconds(seen.spec.leaseDurationSeconds ?? timing.seconds)
    }
}

/// How long a lease holds, how long its holder may fail to renew it, and how often it is looked at.
package struct LeaseTiming: Hashable, Sendable {
    package var duration: Duration
    package var renewDeadline: Duration
    package var retryPeriod: Duration

    package init(
        duration: Duration = .seconds(15), renewDeadline: Duration = .seconds(10), retryPeriod: Duration = .seconds(2)
    ) {
        self.duration = duration
        self.renewDeadline = renewDeadline
        self.retryPeriod = retryPeriod
    }

    var seconds: Int { Int(duration.components.seconds) }
}
