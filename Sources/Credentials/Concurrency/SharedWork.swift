/// One piece of work per key, shared by all who ask while it runs, and its outcome kept as long as it holds.
package actor SharedWork<Key: Hashable & Sendable, Value: Sendable, Failure: Error> {
    package typealias Outcome = Result<Value, Failure>

    private struct Flight {
        let number: Int
        let task: Task<Outcome, Never>
        var waiting: Int
    }

    private let keeps: @Sendable (Outcome) -> Bool
    private let capacity: Int
    private var flights: [Key: Flight] = [:]
    private var kept: [Key: Outcome] = [:]
    private var started = 0

    /// - Parameters:
    ///   - capacity: outcomes held at most; beyond it they are all forgotten, as they can be had again.
    ///   - keeps: whether an outcome is worth holding.
    package init(capacity: Int = 100_000, keeping keeps: @escaping @Sendable (Outcome) -> Bool) {
        self.capacity = capacity
        self.keeps = keeps
    }

    /// The outcome that is held, if it still holds; else that of the work in flight; else of new work.
    package func value(
        for key: Key,
        while holds: @Sendable (Value) -> Bool = { _ in true },
        _ work: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        switch kept[key] {
        case .success(let value) where holds(value): return value
        case .failure(let error): throw error
        default: kept[key] = nil
        }
        let flight = board(key, work)
        let outcome = await withTaskCancellationHandler {
            await flight.task.value
        } onCancel: {
            Task { await self.leave(key, flight.number) }
        }
        return try outcome.get()
    }

    package func forget(_ key: Key) { kept[key] = nil }
    package func forgetAll() { kept.removeAll() }

    private func board(
        _ key: Key, _ work: @escaping @Sendable () async throws(Failure) -> Value
    ) -> Flight {
        if flights[key] != nil {
            flights[key]?.waiting += 1
        } else {
            started += 1
            let number = started
            // Not a child of who came first: the others still want it when that one is cancelled.
            let task = Task { await self.fly(key, number, work) }
            flights[key] = Flight(number: number, task: task, waiting: 1)
        }
        guard let flight = flights[key] else { preconditionFailure("a flight is entered before it is boarded") }
        return flight
    }

    private func fly(
        _ key: Key, _ number: Int, _ work: @Sendable () async throws(Failure) -> Value
    ) async -> Outcome {
        let outcome: Outcome
        do throws(Failure) {
            outcome = .success(try await work())
        } catch {
            outcome = .failure(error)
        }
        guard flights[key]?.number == number else { return outcome }
        flights[key] = nil
        if keeps(outcome) {
            if kept.count >= capacity { kept.removeAll() }
            kept[key] = outcome
        }
        return outcome
    }

    /// The work ends when nobody waits for it any more.
    private func leave(_ key: Key, _ number: Int) {
        guard let flight = flights[key], flight.number == number else { return }
        flights[key]?.waiting -= 1
        if flight.waiting == 1 {
            flights[key] = nil
            flight.task.cancel()
        }
    }
}
