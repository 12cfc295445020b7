import PinnaceTestSupport
import Testing

/// Many write to one branch at the same time, and nothing of anybody's is lost.
@Suite struct ContentionTests {
    @Test func twoReconcilersAndAWriterOnOneBranch() async throws {
        let contest = try await Contest()
        for round in 1...50 { try await contest.play(round) }
        try await contest.expectEveryChangeOnce()
        try await contest.expectOneStraightLine()
        try await contest.expectLostPushes(atLeast: 10)
    }

    /// 200 commits, each of which had something to do.
    @Test func twentyReconcilersOnOneBranch() async throws {
        let rivals = try await Rivals(20)
        for round in 1...10 { try await rivals.play(round) }
        try await rivals.expectEveryChangeOnce()
        try await rivals.expectOneStraightLine()
        rivals.expectLostPushes()
    }
}
