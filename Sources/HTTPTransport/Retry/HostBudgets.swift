import Synchronization

/// How many requests an origin gets at once; the others wait in the order in which they came.
final class HostBudgets: Sendable {
    private struct Waiter {
        let id: UInt64
        /// Resumed with false when the task was cancelled.
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct Budget {
        var inUse = 0
        var waiting: [Waiter] = []
    }

    private struct State {
        var budgets: [HTTPOrigin: Budget] = [:]
        var nextID: UInt64 = 0
    }

    private let state = Mutex(State())

    /// True once there is a place, which has to be given back; false where the task was cancelled.
    func acquire(_ origin: HTTPOrigin, limit: Int) async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Bool? in
                    if Task.isCancelled { return false }
                    if state.budgets[origin, default: Budget()].inUse < limit {
                        state.budgets[origin, default: Budget()].inUse += 1
                        return true
                    }
                    state.budgets[origin]?.waiting.append(Waiter(id: id, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            giveUp(id, origin)
        }
    }

    /// Hands the place to the next that waits.
    func release(_ origin: HTTPOrigin) {
        let next = state.withLock { state -> Waiter? in
            guard var budget = state.budgets[origin] else { return nil }
            defer { state.budgets[origin] = budget.inUse > 0 ? budget : nil }
            if budget.waiting.isEmpty {
                budget.inUse -= 1
                return nil
            }
            return budget.waiting.removeFirst()
        }
        next?.continuation.resume(returning: true)
    }

    private func giveUp(_ id: UInt64, _ origin: HTTPOrigin) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.budgets[origin]?.waiting.firstIndex(where: { $0.id == id }) else { return nil }
            return state.budgets[origin]?.waiting.remove(at: index)
        }
        waiter?.continuation.resume(returning: false)
    }
}
