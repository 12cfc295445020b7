import Synchronization
import Testing

@testable import Credentials

@Suite struct SharedWorkTests {
    private struct Failure: Error, Equatable {}
    private final class Counter: Sendable {
        private let value = Mutex(0)
        var count: Int { value.withLock(\.self) }
        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }

    private let work = SharedWork<String, Int, Failure> { _ in true }
    private let counter = Counter()

    @Test func manyAskersShareOnePieceOfWork() async throws {
        let values = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 {
                group.addTask { [work, counter] in
                    try await work.value(for: "a") { () async throws(Failure) in
                        try? await Task.sleep(for: .milliseconds(20))
                        return counter.next()
                    }
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(values == [1])
        #expect(counter.count == 1)
    }

    @Test func valueThatNoLongerHoldsIsMadeAnew() async throws {
        let next: @Sendable () async throws(Failure) -> Int = { [counter] in counter.next() }
        #expect(try await work.value(for: "a", next) == 1)
        #expect(try await work.value(for: "a", next) == 1)
        #expect(try await work.value(for: "a", while: { $0 > 1 }, next) == 2)
        await work.forget("a")
        #expect(try await work.value(for: "a", next) == 3)
    }

    @Test func failuresAreKeptTooWhereAskedFor() async throws {
        for _ in 0..<2 {
            await #expect(throws: Failure.self) {
                try await work.value(for: "a") { [counter] () async throws(Failure) in
                    _ = counter.next()
                    throw Failure()
                }
            }
        }
        #expect(counter.count == 1)
    }

    @Test func oneWhoLeavesDoesNotEndItForTheOthers() async throws {
        let slow: @Sendable () async throws(Failure) -> Int = { () async throws(Failure) in
            guard (try? await Task.sleep(for: .milliseconds(300))) != nil else { throw Failure() }
            return 7
        }
        let first = Task { [work] in try await work.value(for: "a", slow) }
        try await Task.sleep(for: .milliseconds(50))
        let second = Task { [work] in try await work.value(for: "a", slow) }
        try await Task.sleep(for: .milliseconds(50))
        first.cancel()
        #expect(try await second.value == 7)
    }

    @Test func workEndsWhenNobodyWaits() async throws {
        let start = ContinuousClock.now
        let only = Task { [work] in
            try await work.value(for: "a") { () async throws(Failure) -> Int in
                guard (try? await Task.sleep(for: .seconds(60))) != nil else { throw Failure() }
                return 1
            }
        }
        try await Task.sleep(for: .milliseconds(50))
        only.cancel()
        await #expect(throws: Failure.self) { try await only.value }
        #expect(ContinuousClock.now - start < .seconds(40))
    }

    @Test func capacityIsKept() async throws {
        let small = SharedWork<Int, Int, Failure>(capacity: 2) { _ in true }
        for key in 0..<3 {
            _ = try await small.value(for: key) { [counter] () async throws(Failure) in counter.next() }
        }
        _ = try await small.value(for: 0) { [counter] () async throws(Failure) in counter.next() }
        #expect(counter.count == 4)
    }
}
