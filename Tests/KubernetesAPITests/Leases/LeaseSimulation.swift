import KubernetesAPI

/// Candidates with clocks of their own, one lease, and a network that loses and delays: all in virtual time, by chance
/// that a number decides.
struct LeaseSimulation {
    struct Candidate {
        var value: LeaseCandidate
        /// How fast its clock goes.
        let speed: Double
        let offset: Duration
        /// In true time.
        var wakes: Duration
        var pausedUntil = Duration.zero
        /// Acts as the leader until it looks at its clock again.
        var acts = false
    }

    private(set) var now = Duration.zero
    private(set) var candidates: [Candidate]
    private var lease: Lease?
    private var version = 0
    private var chance: SeededChance
    /// When nobody has led since.
    private var leaderless = Duration.zero
    private(set) var longestGap = Duration.zero
    private(set) var terms = 0

    init(seed: UInt64, speeds: [Double]) {
        chance = SeededChance(state: seed)
        candidates = speeds.enumerated().map { index, speed in
            Candidate(
                value: LeaseCandidate(identity: "candidate-\(index)"), speed: speed,
                offset: .seconds(index * 100_000), wakes: .milliseconds(index * 137))
        }
    }

    private func local(_ candidate: Candidate, _ time: Duration) -> Duration {
        candidate.offset + time * candidate.speed
    }

    /// Which candidates lead by their own clocks at this moment.
    var leaders: [Int] {
        candidates.indices.filter { candidates[$0].value.leads(at: local(candidates[$0], now)) }
    }

    /// Whether anybody is there to be elected.
    private var isSomebodyAwake: Bool { candidates.contains { $0.pausedUntil <= now } }

    /// Goes on by a tenth of a second.
    mutating func tick() {
        now += .milliseconds(100)
        for index in candidates.indices where candidates[index].wakes <= now && candidates[index].pausedUntil <= now {
            if chance.next(below: 200) == 0 {
                candidates[index].pausedUntil = now + .seconds(Int(chance.next(below: 40)))
            } else {
                turn(index)
            }
            candidates[index].wakes = now + .seconds(2)
        }
        if leaders.isEmpty { longestGap = max(longestGap, now - leaderless) } else { leaderless = now }
    }

    private mutating func turn(_ index: Int) {
        // The request is lost, or its answer.
        let fate = chance.next(below: 20)
        if fate == 0 { return }
        let begun = local(candidates[index], now)
        let ended = local(candidates[index], now + .milliseconds(Int(chance.next(below: 900))))
        let led = candidates[index].value.leads(at: begun)
        if !led { candidates[index].value.saw(lease, at: ended) }
        let known = candidates[index].value.lease?.metadata.resourceVersion
        let spec: Lease.Spec
        switch candidates[index].value.step(at: ended, time: "2026-11-20T08:00:00.\(100_000 + version)Z") {
        case .wait: return
        case .create(let wanted), .write(let wanted): spec = wanted
        }
        guard known == lease?.metadata.resourceVersion else {
            candidates[index].value.saw(lease, at: ended)
            return
        }
        version += 1
        var written = Lease(metadata: ObjectMeta(name: "lease", namespace: "default"), spec: spec)
        written.metadata.resourceVersion = String(version)
        lease = written
        if fate == 1 { return }
        candidates[index].value.wrote(written, begun: begun, at: ended)
        if !led, candidates[index].value.leads(at: ended) { terms += 1 }
    }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededChance {
    var state: UInt64

    mutating func next(below bound: UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return (mixed ^ (mixed >> 31)) % bound
    }
}
