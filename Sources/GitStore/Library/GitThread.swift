internal import Dispatch
internal import Synchronization

/// A thread that runs the jobs of one actor, one after the other.
///
/// libgit2 blocks, keeps its last error by thread, and a repository object belongs to one thread: so each repository
/// gets a thread, and Swift's own few threads are never held up. The thread ends when the last owner lets go.
final class GitThread: SerialExecutor {
    private let queue = JobQueue()

    init() {
        queue.start()
    }

    deinit {
        queue.finish()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        // The queue holds on to this object until the job has run, so that a job may drop the actor's last reference.
        queue.add(JobQueue.Entry(job: UnownedJob(job), thread: self))
    }

    /// Runs something on this thread that no actor owns yet.
    func run<T: Sendable>(_ body: @Sendable () throws(GitError) -> T) async throws(GitError) -> T {
        try await Guest(thread: self).run(body)
    }

    private actor Guest {
        let thread: GitThread
        nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

        init(thread: GitThread) {
            self.thread = thread
        }

        func run<T: Sendable>(_ body: @Sendable () throws(GitError) -> T) throws(GitError) -> T {
            try body()
        }
    }
}

/// Jobs wait here for the thread.
private final class JobQueue: Sendable {
    struct Entry: Sendable {
        let job: UnownedJob
        let thread: GitThread
    }

    private let entries = Mutex<[Entry]>([])
    private let signal = DispatchSemaphore(value: 0)

    func start() {
        DetachedThread.start { [self] in
            while let entry = next() {
                unsafe entry.job.runSynchronously(on: entry.thread.asUnownedSerialExecutor())
            }
        }
    }

    func add(_ entry: Entry) {
        entries.withLock { $0.append(entry) }
        signal.signal()
    }

    func finish() {
        signal.signal()
    }

    /// A signal without an entry is the end.
    private func next() -> Entry? {
        signal.wait()
        return entries.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
