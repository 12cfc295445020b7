#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The signals that the calling thread does not hear.
enum SignalMask {
    /// Starts a child with nothing blocked. A child inherits what its parent's thread blocks, and the threads of the
    /// cooperative pool block nearly all: a server would not hear that it is to end, a shell not that its child has.
    static func withNothingBlocked(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }
}
