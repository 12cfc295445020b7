import DequeModule
import HeapModule

/// Keys that are to be looked at, each at its time, and never twice at once.
///
/// It is closed until it is opened, and can be opened again.
///
/// A key that is added again before it was taken is taken once, at the earlier time; one that is added while it is
/// worked on comes again after that. Groups of keys take turns, those first that have the fewest under way, and within a
/// group what has waited longest comes first; however much one has to do, it never has more than its share.
actor WorkQueue<Key: Hashable & Sendable, Time: Clock> where Time.Duration == Duration {
    /// What has been taken, and how long it waited after its time.
    struct Item: Sendable {
        let key: Key
        let waited: Duration
    }

    private struct Entry: Comparable {
        let due: Time.Instant
        let number: Int
        let key: Key

        static func == (one: Entry, other: Entry) -> Bool { one.number == other.number }
        static func < (one: Entry, other: Entry) -> Bool { (one.due, one.number) < (other.due, other.number) }
    }

    private let clock: Time
    private let share: Int
    private let group: @Sendable (Key) -> String
    private var entries: [String: Heap<Entry>] = [:]
    /// When a group had its turn last, as a number that rises; of those that wait or are worked on.
    private var turns: [String: Int] = [:]
    /// Where a key stands in `entries`; what stands there under another number was overtaken.
    private var waiting: [Key: Entry] = [:]
    private var running: Set<Key> = []
    /// What was added while it was worked on.
    private var again: [Key: Time.Instant] = [:]
    private var runningInGroup: [String: Int] = [:]
    private var takers: Deque<CheckedContinuation<Void, Never>> = []
    private var alarm: (due: Time.Instant, task: Task<Void, Never>)?
    private var counter = 0
    private var isClosed = true

    /// - Parameters:
    ///   - share: how many keys of one group may be worked on at once.
    ///   - group: whom a key belongs to.
    init(clock: Time, share: Int, group: @escaping @Sendable (Key) -> String) {
        self.clock = clock
        self.share = max(1, share)
        self.group = group
    }

    /// Keys that wait, due or not.
    var depth: Int { waiting.count + again.count }
    /// Keys whose time has come.
    var dueCount: Int { waiting.values.count { $0.due <= clock.now } }

    func add(_ key: Key, after delay: Duration = .zero) {
        guard !isClosed else { return }
        let due = clock.now.advanced(by: delay)
        if running.contains(key) {
            again[key] = min(again[key] ?? due, due)
        } else {
            enter(key, due)
        }
    }

    /// Takes a key out that is not to be looked at any more.
    func remove(_ key: Key) {
        waiting[key] = nil
        again[key] = nil
    }

    /// The next key whose time has come; `nil` when the queue is closed. Every key that is taken is to be ``finish(_:)``ed.
    func next() async -> Item? {
        while !isClosed {
            if let item = take() { return item }
            setAlarm()
            await withCheckedContinuation { takers.append($0) }
        }
        return nil
    }

    func finish(_ key: Key) {
        running.remove(key)
        let name = group(key)
        runningInGroup[name] = runningInGroup[name].flatMap { $0 > 1 ? $0 - 1 : nil }
        if runningInGroup[name] == nil, entries[name] == nil { turns[name] = nil }
        if let due = again.removeValue(forKey: key), !isClosed { enter(key, due) }
        wake()
    }

    /// Begins anew, with nothing in it but what is being worked on.
    func open() {
        isClosed = false
        waiting = [:]
        entries = [:]
        turns = [:]
        again = [:]
    }

    /// Nothing is taken in or handed out from now on.
    func close() {
        isClosed = true
        alarm?.task.cancel()
        alarm = nil
        wake()
    }

    private func enter(_ key: Key, _ due: Time.Instant) {
        if let entry = waiting[key], entry.due <= due { return }
        counter += 1
        let entry = Entry(due: due, number: counter, key: key)
        waiting[key] = entry
        entries[group(key), default: Heap()].insert(entry)
        wake()
    }

    private func take() -> Item? {
        let now = clock.now
        var next: (rank: (running: Int, turn: Int, due: Time.Instant, number: Int), group: String, entry: Entry)?
        for name in Array(entries.keys) {
            let running = runningInGroup[name, default: 0]
            guard running < share, let entry = first(of: name), entry.due <= now else { continue }
            let rank = (running: running, turn: turns[name, default: 0], due: entry.due, number: entry.number)
            if let next, next.rank <= rank { continue }
            next = (rank, name, entry)
        }
        guard let (_, name, entry) = next else { return nil }
        waiting[entry.key] = nil
        running.insert(entry.key)
        runningInGroup[name, default: 0] += 1
        counter += 1
        turns[name] = counter
        return Item(key: entry.key, waited: entry.due.duration(to: now))
    }

    /// What a group waits for first; what was overtaken is thrown away on the way there.
    private func first(of group: String) -> Entry? {
        while let entry = entries[group]?.min {
            if waiting[entry.key] == entry { return entry }
            entries[group]?.removeMin()
        }
        entries[group] = nil
        if runningInGroup[group] == nil { turns[group] = nil }
        return nil
    }

    private func wake() {
        let all = takers
        takers = []
        for taker in all { taker.resume() }
    }

    /// Wakes the takers when the next key is due. Keys of a full group wait for a ``finish(_:)`` instead.
    private func setAlarm() {
        let now = clock.now
        guard let due = waiting.values.lazy.map(\.due).filter({ $0 > now }).min() else { return }
        if let alarm, alarm.due <= due, alarm.due > now { return }
        alarm?.task.cancel()
        let task = Task { [clock, weak self] in
            guard (try? await clock.sleep(until: due, tolerance: nil)) != nil else { return }
            await self?.wake()
        }
        alarm = (due, task)
    }
}
