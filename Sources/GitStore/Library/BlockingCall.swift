internal import Dispatch
internal import Synchronization

/// Waits on a git thread for something asynchronous. Never called on Swift's own threads, which it would hold up.
struct BlockingCall {
    let cancellation: GitCancellation
    let operation: String

    /// The result of `body`, or `.cancelled` as soon as the waiting task is cancelled, whatever `body` does then.
    ///
    /// - Parameter discard: gets a result that came too late.
    func wait<T: Sendable>(
        discarding discard: @escaping @Sendable (T) -> Void = { _ in },
        _ body: @escaping @Sendable () async throws(GitError) -> T
    ) throws(GitError) -> T {
        let answer = Answer<T>()
        let task = Task.detached {
            do throws(GitError) {
                let value = try await body()
                if !answer.give(.success(value)) { discard(value) }
            } catch {
                answer.give(.failure(error))
            }
        }
        let cancelled = GitError.cancelled(operation)
        let number = cancellation.onCancel {
            task.cancel()
            answer.give(.failure(cancelled))
        }
        defer { cancellation.remove(number) }
        return try answer.wait().get()
    }
}

/// The first answer counts.
private final class Answer<T: Sendable>: Sendable {
    private let result = Mutex<Result<T, GitError>?>(nil)
    private let signal = DispatchSemaphore(value: 0)

    @discardableResult
    func give(_ value: Result<T, GitError>) -> Bool {
        let isFirst = result.withLock { result in
            guard result == nil else { return false }
            result = value
            return true
        }
        if isFirst { signal.signal() }
        return isFirst
    }

    func wait() -> Result<T, GitError> {
        signal.wait()
        return result.withLock { $0! }
    }
}
