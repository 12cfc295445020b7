import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Keeps other writers of a layout out, in this process and others, as long as it is held.
struct LayoutLock: Sendable {
    private static let attempts = 600
    private let descriptor: FileDescriptor

    /// Waits up to a minute. The directory itself is what is locked, so that no lock file is left behind.
    init(_ layout: ImageLayout) async throws(RegistryError) {
        do {
            descriptor = try .open(layout.path, .readOnly, options: [.directory, .closeOnExec])
        } catch {
            throw layout.unwritable(layout.path, error as? Errno ?? .ioError)
        }
        for _ in 0..<Self.attempts {
            if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 { return }
            do {
                try await Task.sleep(for: .milliseconds(100))
            } catch {
                try? descriptor.close()
                throw RegistryError.cancelled
            }
        }
        try? descriptor.close()
        throw layout.unwritable(layout.path, .resourceTemporarilyUnavailable)
    }

    func unlock() { try? descriptor.close() }
}
