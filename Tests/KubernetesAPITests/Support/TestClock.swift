import Foundation
import KubernetesAPI
import Synchronization

/// Time that goes on by waiting for it: a sleep is over at once, and has taken as long as it was meant to.
final class TestClock: Sendable {
    private struct State {
        var now = Duration.zero
        var sleeps: [Duration] = []
    }

    private let state = Mutex(State())
    private let chance: Double

    init(chance: Double = 0) {
        self.chance = chance
    }

    var now: Duration { state.withLock { $0.now } }
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    func advance(by duration: Duration) { state.withLock { $0.now += duration } }

    var clock: APIClock {
        APIClock(
            now: { self.now },
            date: { Date(timeIntervalSince1970: 1_800_000_000 + Double(self.now.components.seconds)) },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.now += duration
                    state.sleeps.append(duration)
                }
                await Task.yield()
            },
            chance: { self.chance }
        )
    }
}
