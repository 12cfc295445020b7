/// Durations as Kubernetes' APIs spell them: `1h30m`, `90s`, `500ms`.
enum DurationText {
    /// `nil` for what is no such text.
    static func parse(_ text: String) -> Duration? {
        guard !text.isEmpty, text.utf8.count <= 64 else { return nil }
        var total = Duration.zero
        var rest = Substring(text)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let number = Double(digits), number.isFinite, number < 1e9 else { return nil }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { $0.isLetter }
            guard let unit = units[String(letters)] else { return nil }
            total += unit * number
            rest = rest.dropFirst(letters.count)
        }
        return total
    }

    private static let units: [String: Duration] = [
        "ns": .nanoseconds(1), "us": .microseconds(1), "ms": .milliseconds(1), "s": .seconds(1), "m": .seconds(60),
        "h": .seconds(3_600),
    ]
}

extension ConfigRepositorySpec {
    var intervalDuration: Duration { Self.duration(interval, Self.standardInterval, least: .seconds(30)) }
    var timeoutDuration: Duration { Self.duration(timeout, Self.standardTimeout, least: .seconds(10)) }
    var batchDuration: Duration { batchWindow.flatMap(DurationText.parse) ?? .zero }
    var watchDuration: Duration { Self.duration(rollback?.window, Self.standardWindow, least: .seconds(60)) }

    /// The schema refuses what is shorter; an API server without that rule is not to be trusted for it.
    private static func duration(_ text: String?, _ standard: String, least: Duration) -> Duration {
        max(least, DurationText.parse(text ?? standard) ?? DurationText.parse(standard) ?? least)
    }
}
