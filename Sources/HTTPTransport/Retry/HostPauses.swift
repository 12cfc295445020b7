import Synchronization

/// Until when an origin asked to be left alone: one moment per origin, for whoever wants to ask it.
final class HostPauses: Sendable {
    private let time: HTTPTime
    private let ends = Mutex<[HTTPOrigin: Duration]>([:])

    init(time: HTTPTime) {
        self.time = time
    }

    /// A pause that is shorter than the one that holds already changes nothing.
    func hold(_ origin: HTTPOrigin, for pause: Duration) {
        let end = time.now() + pause
        ends.withLock { $0[origin] = max(end, $0[origin] ?? end) }
    }

    /// Returns at once where the rest of the pause is longer than `longest`: the answer will say so itself.
    func wait(for origin: HTTPOrigin, longest: Duration) async throws {
        while let rest = rest(for: origin), rest <= longest { try await time.sleep(rest) }
    }

    private func rest(for origin: HTTPOrigin) -> Duration? {
        ends.withLock { ends in
            guard let end = ends[origin] else { return nil }
            let now = time.now()
            if end <= now { ends[origin] = nil }
            return end > now ? end - now : nil
        }
    }
}
