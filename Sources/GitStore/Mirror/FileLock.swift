internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A lock among processes, and among tasks of one: `flock` on a file that stays. A process that dies lets go of it.
final class FileLock: Sendable {
    private let descriptor: FileDescriptor

    private static let pause = Duration.milliseconds(20)

    private init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    deinit {
        try? descriptor.close()
    }

    /// Waits for as long as it takes; cancelling the task ends the waiting. The lock is held until its last owner
    /// lets go.
    static func acquire(_ path: String) async throws(GitError) -> FileLock {
        let operation = "lock \(path)"
        let lock = try open(path, operation)
        while flock(lock.descriptor.rawValue, LOCK_EX | LOCK_NB) != 0 {
            let number = errno
            guard number == EWOULDBLOCK || number == EINTR else {
                throw GitError(.io, operation: operation, message: "system error \(number)")
            }
            do {
                try await Task.sleep(for: pause)
            } catch {
                throw GitError.cancelled(operation)
            }
        }
        return lock
    }

    private static func open(_ path: String, _ operation: String) throws(GitError) -> FileLock {
        do {
            return FileLock(
                try FileDescriptor.open(
                    FilePath(path), .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite))
        } catch {
            throw GitError(.io, operation: operation, message: "\(error)")
        }
    }
}
