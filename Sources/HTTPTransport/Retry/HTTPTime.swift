#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a client gets its time and its chance from; tests put their own here and never sleep.
struct HTTPTime: Sendable {
    /// Since an arbitrary moment; never goes back.
    var now: @Sendable () -> Duration
    /// Seconds since 1970.
    var secondsSince1970: @Sendable () -> Int
    /// Throws when the task is cancelled.
    var sleep: @Sendable (Duration) async throws -> Void
    /// From 0 up to 1: where in its range a pause falls.
    var jitter: @Sendable () -> Double

    static let system: HTTPTime = {
        let start = ContinuousClock.now
        return HTTPTime(
            now: { start.duration(to: .now) },
            secondsSince1970: { Int(Date.now.timeIntervalSince1970) },
            sleep: { try await Task.sleep(for: $0) },
            jitter: { Double.random(in: 0..<1) }
        )
    }()
}
