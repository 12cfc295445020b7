internal import Synchronization

/// Tells blocking work that its task was cancelled.
///
/// The thread of a repository sits in libgit2 while a task waits for it; this is how a cancellation gets there.
final class GitCancellation: Sendable {
    private struct State {
        var isCancelled = false
        var handlers: [Int: @Sendable () -> Void] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Runs `handler` at the cancellation, or at once if it was before. The number removes it again.
    func onCancel(_ handler: @escaping @Sendable () -> Void) -> Int {
        let (number, isCancelled) = state.withLock { state in
            state.next += 1
            if !state.isCancelled { state.handlers[state.next] = handler }
            return (state.next, state.isCancelled)
        }
        if isCancelled { handler() }
        return number
    }

    func remove(_ number: Int) {
        state.withLock { $0.handlers[number] = nil }
    }

    func cancel() {
        let handlers = state.withLock { state in
            state.isCancelled = true
            defer { state.handlers = [:] }
            return Array(state.handlers.values)
        }
        for handler in handlers { handler() }
    }

    func check(_ operation: @autoclosure () -> String) throws(GitError) {
        guard isCancelled else { return }
        throw GitError.cancelled(operation())
    }
}

extension GitError {
    static func cancelled(_ operation: String) -> GitError {
        GitError(.cancelled, operation: operation, message: "cancelled")
    }
}

/// Runs blocking work so that cancelling the task reaches it.
func withGitCancellation<T: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (GitCancellation) throws(GitError) -> T
) async throws(GitError) -> T {
    let cancellation = GitCancellation()
    let result: Result<T, GitError> = await withTaskCancellationHandler {
        // A closure is isolated to a parameter only if it captures it; without, the body would leave its thread.
        _ = isolation
        do throws(GitError) {
            return .success(try body(cancellation))
        } catch {
            return .failure(error)
        }
    } onCancel: {
        cancellation.cancel()
    }
    return try result.get()
}
