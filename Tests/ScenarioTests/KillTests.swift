import PinnaceTestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A process that is killed leaves the branch as it was, or with the whole new commit, and a mirror that the next run
/// works on with.
@Suite struct KillTests {
    /// Kills of each phase: `make endurance` asks for more.
    private static let rounds = Int(ProcessInfo.processInfo.environment["PINNACE_KILLS"] ?? "") ?? 6

    @Test(arguments: KillPhase.allCases) func killed(at phase: KillPhase) async throws {
        let rig = try await KillRig()
        var (killed, old, new) = (0, 0, 0)
        for round in 0..<Self.rounds {
            if phase == .mirrorTidied { try await rig.fillMirror(round) }
            let digest = try rig.tags.move(KillRig.service, to: "round \(round)")
            if phase == .fetch { try await rig.commitNote(round) }
            let before = try await rig.line()
            if try await rig.run(killedAt: phase, round: round) { killed += 1 }
            let after = try await rig.line()
            if after == before {
                old += 1
            } else {
                new += 1
                #expect(after.dropLast() == before[...])
                #expect(try await rig.isPinned(to: digest, at: after.last ?? ""))
            }
            try await rig.runOn()
            let end = try await rig.line()
            #expect(end.count == before.count + 1 && end.dropLast() == before[...], "once, whatever happened")
            #expect(try await rig.isPinned(to: digest, at: end.last ?? ""))
        }
        _ = try await rig.git("fsck", "--strict")
        if phase == .mirrorTidied { try await rig.checkMirror() }
        print(
            "killed at \(phase.rawValue): \(killed) of \(Self.rounds); the branch had the old commit \(old) times, the new one \(new) times"
        )
        #expect(killed == Self.rounds)
    }
}
