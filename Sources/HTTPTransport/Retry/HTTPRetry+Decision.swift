extension HTTPRetry {
    /// Answers that another attempt may better: the server was busy, or something before it failed.
    static let statuses: Set<Int> = [408, 429, 499, 500, 502, 503, 504, 522]

    /// The pause before the next attempt, grown twofold each time, of which the upper half is by chance.
    ///
    /// - Parameters:
    ///   - attempt: the one that failed, from 1.
    ///   - jitter: from 0 up to 1.
    func delay(after attempt: Int, jitter: Double) -> Duration {
        let grown = firstDelay * (1 << min(attempt - 1, 20))
        return min(grown, longestDelay) * (0.5 + jitter / 2)
    }
}

extension HTTPRequest {
    /// How often this request may be sent: once where sending it again could do something twice.
    var attempts: Int {
        if case .stream = body { return 1 }
        return method.isIdempotent ? max(1, options.retry.attempts) : 1
    }
}
