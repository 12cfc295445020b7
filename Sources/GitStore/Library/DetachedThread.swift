#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A thread of the operating system that ends with its body.
enum DetachedThread {
    /// libgit2 recurses over directories; the small stacks that some systems give to threads are not enough.
    private static let stackBytes = 8 << 20

    static func start(_ body: @escaping @Sendable () -> Void) {
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        unsafe pthread_attr_init(attributes)
        defer {
            unsafe pthread_attr_destroy(attributes)
            unsafe attributes.deallocate()
        }
        unsafe pthread_attr_setstacksize(attributes, stackBytes)
        unsafe pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let context = unsafe Unmanaged.passRetained(Body(run: body)).toOpaque()
        let result = unsafe pthread_create(&thread, attributes, threadMain, context)
        precondition(result == 0, "no thread for git: error \(result)")
    }

    fileprivate final class Body: Sendable {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// A pipe whose reader went away shall be an error of the write, not the end of the program.
    fileprivate static func blockPipeSignal() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

#if canImport(Darwin)
    private typealias ThreadContext = UnsafeMutableRawPointer
#else
    private typealias ThreadContext = UnsafeMutableRawPointer?
#endif

private func threadMain(_ context: ThreadContext) -> UnsafeMutableRawPointer? {
    let given: UnsafeMutableRawPointer? = unsafe context
    guard let given = unsafe given else { return nil }
    DetachedThread.blockPipeSignal()
    unsafe Unmanaged<DetachedThread.Body>.fromOpaque(given).takeRetainedValue().run()
    return nil
}
