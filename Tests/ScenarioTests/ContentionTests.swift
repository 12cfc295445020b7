import PinnaceTestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Many write to one branch at the same time, and nothing of anybody's is lost.
@Suite struct ContentionTests {
    @Test func twoReconcilersAndAWriterOnOneBranch() async throws {
        let contest = try await Contest()
        for round in 1...50 { try await contest.play(round) }
        try await contest.expectEveryChangeOnce()
        try await contest.expectOneStraightLine()
        try await contest.expectLostPushes(atLeast: 10)
    }

    /// Each commit had something to do. `make endurance` asks for 10 rounds, which are 200 commits.
    private static let rounds = Int(ProcessInfo.processInfo.environment["PINNACE_RIVAL_ROUNDS"] ?? "") ?? 2

    @Test func twentyReconcilersOnOneBranch() async throws {
        let rivals = try await Rivals(20)
        for round in 1...Self.rounds { try await rivals.play(round) }
        try await rivals.expectEveryChangeOnce()
        try await rivals.expectOneStraightLine()
        rivals.expectLostPushes()
    }
}
