internal import Dispatch
internal import Synchronization

/// Waits on a git thread for something asynchronous. Never called on Swift's own threads, which it would hold up.
struct BlockingCall {
    let cancellation: GitCancellation
    let operation: String

    /// The result of `body`, or `.cancelled` as soon as the waiting task is cancelled, whatever `body` does then.
    func wait<T: Sendable>(_ body: @escaping @Sendable () async throws(GitError) -> T) throws(GitError) -> T {
        let answer = Answer<T>()
        let task = Task.detached {
            do throws(GitError) {
                answer.give(.success(try await body()))
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

    func give(_ value: Result<T, GitError>) {
        let isFirst = result.withLock { result in
            guard result == nil else { return false }
            result = value
            return true
        }
        if isFirst { signal.signal() }
    }

    func wait() -> Result<T, GitError> {
        signal.wait()
        return result.withLock { $0! }
    }
}
