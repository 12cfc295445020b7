import Synchronization
import Testing

@testable import Registry

@Suite struct ConcurrencyLimitTests {
    @Test func neverMoreThanTheLimit() async throws {
        let limit = ConcurrencyLimit(3)
        let (now, most) = (Gauge(), Gauge())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await limit.run { () async throws(RegistryError) in
                        most.raise(to: now.add(1))
                        try? await Task.sleep(for: .milliseconds(2))
                        _ = now.add(-1)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(most.value == 3)
        #expect(now.value == 0)
    }

    @Test func whoIsCancelledWhileWaitingLeaves() async throws {
        let limit = ConcurrencyLimit(1)
        let first = Task {
            try await limit.run { () async throws(RegistryError) in try? await Task.sleep(for: .milliseconds(300)) }
        }
        try await Task.sleep(for: .milliseconds(50))
        let second = Task { try await limit.run { () async throws(RegistryError) in } }
        try await Task.sleep(for: .milliseconds(50))
        second.cancel()
        let error = await #expect(throws: RegistryError.self) { try await second.value }
        #expect(error?.code == .cancelled)
        _ = try await first.value
        try await limit.run { () async throws(RegistryError) in }
    }
}

private final class Gauge: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock(\.self) }

    func add(_ difference: Int) -> Int {
        count.withLock { count in
            count += difference
            return count
        }
    }

    func raise(to value: Int) { count.withLock { $0 = max($0, value) } }
}
