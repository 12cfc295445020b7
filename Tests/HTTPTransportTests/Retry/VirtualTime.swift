import Synchronization

@testable import HTTPTransport

/// Time that passes only where somebody sleeps.
final class VirtualTime: Sendable {
    private struct State {
        var now = Duration.zero
        var pauses: [Duration] = []
    }

    private let state = Mutex(State())

    /// Every pause that was slept, in order.
    var pauses: [Duration] { state.withLock { $0.pauses } }

    /// 1994-11-06T08:49:37Z, the RFCs' favourite, at the start; chance always picks the upper end.
    var time: HTTPTime {
        HTTPTime(
            now: { self.state.withLock { $0.now } },
            secondsSince1970: { 784_111_777 + Int(self.state.withLock { $0.now }.components.seconds) },
            sleep: { pause in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.now += pause
                    state.pauses.append(pause)
                }
            },
            jitter: { 1 }
        )
    }
}
