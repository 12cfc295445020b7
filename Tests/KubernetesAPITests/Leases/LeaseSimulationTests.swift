import Testing

/// Elections in virtual time: lost requests and answers, slow networks, pauses, clocks that are hours apart and run at
/// different speeds.
@Suite struct LeaseSimulationTests {
    @Test(arguments: 1...12)
    func neverTwoLeaders(_ seed: Int) {
        // The deadline of 10 s by the slowest clock is over before the duration of 15 s by the fastest.
        var simulation = LeaseSimulation(seed: UInt64(seed), speeds: [1, 1.2, 0.85])
        let bad = (0..<12_000).first { _ in
            simulation.tick()
            return simulation.leaders.count > 1
        }
        #expect(bad == nil, "two led at \(simulation.now)")
        #expect(simulation.terms > 2)
        #expect(simulation.longestGap < .seconds(120))
    }

    /// The bound is real: a clock that runs at half the other's speed breaks it.
    @Test func clocksThatDifferTooMuchBreakIt() {
        let broken = (1...12).contains { seed in
            var simulation = LeaseSimulation(seed: UInt64(seed), speeds: [1, 2, 0.5])
            return (0..<12_000).contains { _ in
                simulation.tick()
                return simulation.leaders.count > 1
            }
        }
        #expect(broken)
    }
}
