/// Which events are told, which only counted: a value, without clock or network.
///
/// The same about the same object within six minutes is one event whose series counts it; the count is written every half
/// minute at most. One object may tell a score of different things at once, and then one every half minute.
struct EventSeries: Sendable {
    /// What makes two events the same.
    struct Key: Hashable, Sendable {
        let regarding: ObjectReference
        let kind: EventRecorder.Kind
        let action: String
        let reason: String
        let note: String
    }

    enum Decision: Hashable, Sendable {
        /// Make an event.
        case tell
        /// Write the series of the event with this name.
        case count(name: ObjectKey, Int)
        /// It is counted, and written with a later one, or by ``due(at:)``.
        case later
        /// The object tells too much.
        case drop
    }

    private struct Told: Sendable {
        /// `nil` until the event was made.
        var name: ObjectKey?
        var count = 1
        var writtenCount = 1
        var last: Duration
        var written: Duration
    }

    private struct Bucket: Sendable {
        var tokens: Double
        var filled: Duration
    }

    private static let window = Duration.seconds(360)
    static let pause = Duration.seconds(30)
    private static let burst = 25.0
    private static let remembered = 4_096

    private var told: [Key: Told] = [:]
    private var buckets: [ObjectReference: Bucket] = [:]

    mutating func record(_ key: Key, at now: Duration) -> Decision {
        if var known = told[key], now - known.last < Self.window {
            known.count += 1
            known.last = now
            told[key] = known
            guard let name = known.name, known.count == 2 || now - known.written >= Self.pause else { return .later }
            return .count(name: name, known.count)
        }
        guard takeToken(key.regarding, now) else { return .drop }
        makeRoom(now)
        told[key] = Told(last: now, written: now)
        return .tell
    }

    /// The event was made under this name.
    mutating func made(_ key: Key, _ name: ObjectKey) { told[key]?.name = name }

    mutating func wrote(_ key: Key, _ count: Int, at now: Duration) {
        told[key]?.written = now
        told[key]?.writtenCount = count
    }

    /// It could not be written, or the event is gone: the next one is told anew.
    mutating func forget(_ key: Key) { told[key] = nil }

    /// What was counted and not written for long enough.
    func due(at now: Duration) -> [(key: Key, name: ObjectKey, count: Int)] {
        told.compactMap { key, known in
            guard let name = known.name, known.count > known.writtenCount, now - known.written >= Self.pause else {
                return nil
            }
            return (key, name, known.count)
        }
    }

    /// When ``due(at:)`` has something; `nil` where all is written.
    var nextDue: Duration? {
        told.values.filter { $0.count > $0.writtenCount && $0.name != nil }.map { $0.written + Self.pause }.min()
    }

    private mutating func takeToken(_ object: ObjectReference, _ now: Duration) -> Bool {
        var bucket = buckets[object] ?? Bucket(tokens: Self.burst, filled: now)
        bucket.tokens = min(Self.burst, bucket.tokens + (now - bucket.filled) / Self.pause)
        bucket.filled = now
        let has = bucket.tokens >= 1
        if has { bucket.tokens -= 1 }
        buckets[object] = bucket
        return has
    }

    private mutating func makeRoom(_ now: Duration) {
        if told.count >= Self.remembered { told = told.filter { now - $0.value.last < Self.window } }
        if told.count >= Self.remembered { told.removeAll() }
        if buckets.count >= Self.remembered { buckets.removeAll() }
    }
}
