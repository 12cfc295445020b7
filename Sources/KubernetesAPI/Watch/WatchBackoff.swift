/// 0.8 s, doubling to 30 s, each up to twice as long by chance, so that many who lost one server do not come back as one.
struct WatchBackoff: Sendable {
    static let first = Duration.milliseconds(800)
    static let longest = Duration.seconds(30)

    private var failures = 0

    /// - Parameter chance: from 0 up to 1.
    mutating func next(_ chance: Double) -> Duration {
        let grown = min(Self.first * (1 << min(failures, 10)), Self.longest)
        failures += 1
        return min(grown * (1 + chance), Self.longest)
    }

    mutating func reset() {
        failures = 0
    }
}
