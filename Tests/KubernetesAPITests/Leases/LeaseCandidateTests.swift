import KubernetesAPI
import Testing

@Suite struct LeaseCandidateTests {
    private static let time = "2026-11-20T08:00:00.000000Z"

    private static func lease(holder: String, seconds: Int = 15, transitions: Int = 0, renewed: String = time) -> Lease
    {
        var spec = Lease.Spec()
        spec.holderIdentity = holder
        spec.leaseDurationSeconds = seconds
        spec.leaseTransitions = transitions
        spec.acquireTime = time
        spec.renewTime = renewed
        return Lease(metadata: ObjectMeta(name: "lease", namespace: "default"), spec: spec)
    }

    @Test func whereThereIsNoneItIsMade() {
        var candidate = LeaseCandidate(identity: "me")
        candidate.saw(nil, at: .seconds(1))
        #expect(candidate.step(at: .seconds(1), time: Self.time) == .create(Self.lease(holder: "me").spec))
        #expect(!candidate.leads(at: .seconds(1)))
    }

    @Test func anothersIsLeftAloneUntilItWasSilentForItsDuration() {
        var candidate = LeaseCandidate(identity: "me")
        candidate.saw(Self.lease(holder: "other", transitions: 3), at: .seconds(100))
        candidate.saw(Self.lease(holder: "other", transitions: 3), at: .seconds(114))
        #expect(candidate.step(at: .seconds(115), time: Self.time) == .wait(holder: "other"))
        let taken = Self.lease(holder: "me", transitions: 4).spec
        #expect(candidate.step(at: .milliseconds(115_001), time: Self.time) == .write(taken))
    }

    @Test func aRenewalBeginsTheWaitAnewWhateverItsTimeSays() {
        var candidate = LeaseCandidate(identity: "me")
        candidate.saw(Self.lease(holder: "other"), at: .seconds(100))
        candidate.saw(Self.lease(holder: "other", renewed: "1999-01-01T00:00:00.000000Z"), at: .seconds(114))
        #expect(candidate.step(at: .seconds(129), time: Self.time) == .wait(holder: "other"))
    }

    @Test func whatWasReleasedIsTakenAtOnce() {
        var candidate = LeaseCandidate(identity: "me")
        candidate.saw(Self.lease(holder: "", seconds: 1, transitions: 3), at: .seconds(100))
        let taken = Self.lease(holder: "me", transitions: 4).spec
        #expect(candidate.step(at: .seconds(100), time: Self.time) == .write(taken))
    }

    @Test func aHolderKeepsItsTimeAndCountOfTransitions() {
        var candidate = LeaseCandidate(identity: "me")
        candidate.wrote(Self.lease(holder: "me", transitions: 4), begun: .seconds(100), at: .seconds(101))
        let later = "2026-11-20T08:00:02.000000Z"
        let renewed = Self.lease(holder: "me", transitions: 4, renewed: later).spec
        #expect(candidate.step(at: .seconds(102), time: later) == .write(renewed))
        #expect(renewed.acquireTime == Self.time)
    }

    @Test func leadershipEndsByTheOwnClock() {
        var candidate = LeaseCandidate(identity: "me")
        candidate.wrote(Self.lease(holder: "me"), begun: .seconds(100), at: .seconds(103))
        #expect(candidate.leads(at: .milliseconds(109_999)))
        #expect(!candidate.leads(at: .seconds(110)))
        // It was paused; that its lease still stands, or could be written again, does not bring the term back.
        candidate.saw(Self.lease(holder: "me"), at: .seconds(111))
        #expect(!candidate.leads(at: .seconds(111)))
        candidate.wrote(Self.lease(holder: "me"), begun: .seconds(112), at: .seconds(112))
        #expect(!candidate.leads(at: .seconds(112)))
        candidate.wrote(Self.lease(holder: "me"), begun: .seconds(114), at: .seconds(114))
        #expect(candidate.leads(at: .seconds(114)))
    }

    @Test func leadershipEndsWhereAnotherHoldsTheLease() {
        var candidate = LeaseCandidate(identity: "me")
        candidate.wrote(Self.lease(holder: "me"), begun: .seconds(100), at: .seconds(100))
        candidate.saw(Self.lease(holder: "other"), at: .seconds(101))
        #expect(!candidate.leads(at: .seconds(101)))
        #expect(candidate.released(time: Self.time) == nil)
    }

    @Test func aReleaseNamesNobodyForASecond() {
        var candidate = LeaseCandidate(identity: "me")
        candidate.wrote(Self.lease(holder: "me", transitions: 4), begun: .seconds(100), at: .seconds(100))
        #expect(candidate.released(time: Self.time) == Self.lease(holder: "", seconds: 1, transitions: 4).spec)
    }
}
