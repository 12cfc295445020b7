#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

enum Pipe {
    enum Readiness {
        case readable, writable

        var events: Int16 { Int16(self == .readable ? POLLIN : POLLOUT) }
    }

    enum Written {
        case wrote(Int)
        case full
        case gone
    }

    /// One end, closed with its last owner.
    final class End {
        private(set) var descriptor: Int32

        init(_ descriptor: Int32) {
            self.descriptor = descriptor
            // No other program that is started meanwhile shall keep the pipe open.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }

        deinit { close() }

        func close() {
            guard descriptor >= 0 else { return }
            systemClose(descriptor)
            descriptor = -1
        }

        func doNotBlock() {
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }

        /// `nil` where nothing is there yet; none at the end.
        func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
            let count = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            return errno == EAGAIN || errno == EINTR ? nil : 0
        }

        func write(_ bytes: UnsafeRawBufferPointer) -> Written {
            let count = unsafe systemWrite(descriptor, bytes.baseAddress, bytes.count)
            if count >= 0 { return .wrote(count) }
            return errno == EAGAIN || errno == EINTR ? .full : .gone
        }
    }

    static func make(_ operation: String) throws(GitError) -> (reading: End, writing: End) {
        var ends: [Int32] = [-1, -1]
        #if os(Linux)
            // A pair of sockets can be made so that no program started meanwhile inherits them; a pipe cannot, here.
            let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            let result = unsafe socketpair(AF_UNIX, kind, 0, &ends)
        #else
            let result = unsafe pipe(&ends)
        #endif
        guard result == 0 else {
            throw GitError(.io, operation: operation, message: "no pipe: error \(errno)")
        }
        return (End(ends[0]), End(ends[1]))
    }
}

private func systemClose(_ descriptor: Int32) { _ = close(descriptor) }
@unsafe private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, buffer, count)
}
@unsafe private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    #if os(Linux)
        unsafe send(descriptor, buffer, count, Int32(MSG_NOSIGNAL))
    #else
        unsafe write(descriptor, buffer, count)
    #endif
}
