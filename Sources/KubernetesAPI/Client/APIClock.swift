#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Where time and chance come from; tests put their own here and wait for nothing.
package struct APIClock: Sendable {
    /// Since an arbitrary moment; never goes back, and goes on while the machine sleeps.
    package var now: @Sendable () -> Duration
    /// The wall clock, for what people read. Nothing is decided by it.
    package var date: @Sendable () -> Date
    /// Throws when the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// From 0 up to 1: where in its range a pause falls.
    package var chance: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Duration, date: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void, chance: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.date = date
        self.sleep = sleep
        self.chance = chance
    }

    package static let system: APIClock = {
        let start = ContinuousClock.now
        return APIClock(
            now: { start.duration(to: .now) },
            date: { Date.now },
            sleep: { try await Task.sleep(for: $0, clock: .continuous) },
            chance: { Double.random(in: 0..<1) }
        )
    }()
}
