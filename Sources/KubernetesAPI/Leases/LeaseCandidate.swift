/// What the candidate of an election knows of a lease, and what follows from it. A value: time comes from outside, and
/// is this machine's monotonic time alone. What others' clocks say is never compared.
package struct LeaseCandidate: Sendable {
    /// Who asks, such as `pod_6f3c…`, unlike anybody else, also after a restart.
    package let identity: String
    package let timing: LeaseTiming
    /// The lease as it was last read or written; `nil` where there is none.
    package private(set) var lease: Lease?
    /// When the lease was first seen as it is.
    private var changed: Duration?
    /// Until when this candidate may act as the leader.
    package private(set) var leadsUntil: Duration?

    package init(identity: String, timing: LeaseTiming = LeaseTiming()) {
        self.identity = identity
        self.timing = timing
    }

    /// What to do next.
    package enum Step: Hashable, Sendable {
        /// There is no lease: make one.
        case create(Lease.Spec)
        /// This candidate holds the lease, or may take it: put this in its place.
        case write(Lease.Spec)
        /// Another one holds it.
        case wait(holder: String)
    }

    /// Whether this candidate leads. It ends by itself when it could not renew in time, whatever the lease says.
    package func leads(at now: Duration) -> Bool { leadsUntil.map { now < $0 } ?? false }

    private var isHolder: Bool { lease?.spec.holderIdentity == identity }

    /// What was read. A lease that did not change counts from when it was first seen so.
    package mutating func saw(_ lease: Lease?, at now: Duration) {
        if lease?.spec != self.lease?.spec || changed == nil { changed = now }
        self.lease = lease
        if !isHolder { leadsUntil = nil }
    }

    /// What was written was taken.
    ///
    /// A term that is over by now stays over, though the lease be held: whoever led has been told to stop.
    ///
    /// - Parameter begun: when the request was sent. Whoever reads what it wrote does so later, and waits from there: so
    ///   the deadline counts from here.
    package mutating func wrote(_ lease: Lease, begun: Duration, at now: Duration) {
        self.lease = lease
        changed = begun
        let isLate = leadsUntil.map { now >= $0 } ?? false
        leadsUntil = isHolder && !isLate ? begun + timing.renewDeadline : nil
    }

    /// The lease was let go, or is left to run out: nothing is known of it any more.
    package mutating func letGo() {
        lease = nil
        changed = nil
        leadsUntil = nil
    }

    /// - Parameter time: the wall clock as MicroTime, for people who look at the lease.
    package func step(at now: Duration, time: String) -> Step {
        guard let lease else { return .create(taken(over: Lease.Spec(), transitions: 0, time)) }
        if isHolder {
            var spec = lease.spec
            spec.leaseDurationSeconds = timing.seconds
            spec.renewTime = time
            return .write(spec)
        }
        let holder = lease.spec.holderIdentity ?? ""
        if !holder.isEmpty, !isOver(lease.spec, at: now) { return .wait(holder: holder) }
        return .write(taken(over: lease.spec, transitions: (lease.spec.leaseTransitions ?? 0) + 1, time))
    }

    /// The lease that lets go at once: no holder, for one second. `nil` where it is another's.
    package func released(time: String) -> Lease.Spec? {
        guard isHolder, var spec = lease?.spec else { return nil }
        spec.holderIdentity = ""
        spec.leaseDurationSeconds = 1
        spec.renewTime = time
        spec.acquireTime = time
        return spec
    }

    private func taken(over old: Lease.Spec, transitions: Int, _ time: String) -> Lease.Spec {
        var spec = old
        spec.holderIdentity = identity
        spec.leaseDurationSeconds = timing.seconds
        spec.acquireTime = time
        spec.renewTime = time
        spec.leaseTransitions = transitions
        return spec
    }

    private func isOver(_ spec: Lease.Spec, at now: Duration) -> Bool {
        guard let changed else { return false }
        return now - changed > .seconds(spec.leaseDurationSeconds ?? timing.seconds)
    }
}
