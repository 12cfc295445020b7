/// How long to wait after failures in a row: doubling, bounded, and never the same for two.
struct Backoff: Sendable, Hashable {
    var first: Duration = .seconds(5)
    var longest: Duration = .seconds(900)

    /// - Parameters:
    ///   - failures: in a row, 1 or more.
    ///   - jitter: from 0 to 1; where between half and all of the wait.
    func delay(after failures: Int, jitter: Double = .random(in: 0...1)) -> Duration {
        let whole = min(longest, first * (1 << min(max(failures, 1) - 1, 20)))
        return whole / 2 + (whole / 2) * jitter
    }
}

/// Spreads what happens at intervals, so that many that started together do not stay together.
struct JitteredInterval: Sendable, Hashable {
    let interval: Duration

    /// Between 95 and 105 hundredths of the interval.
    ///
    /// - Parameter jitter: from 0 to 1.
    func next(jitter: Double = .random(in: 0...1)) -> Duration { interval * (0.95 + 0.1 * jitter) }
}
