#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The end of the process.
enum ProcessEnd {
    /// Ends without what libraries do at an exit: OpenSSL frees there what threads that are just ending still use, which
    /// made one run in some hundreds crash with its work done.
    static func now(_ status: ExitStatus) -> Never {
        // Every stream; what was written is with the system then.
        fflush(nil)
        _exit(status.rawValue)
    }
}
