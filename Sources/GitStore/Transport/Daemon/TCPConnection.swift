#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Connections to a host's addresses, one after the other until one stands.
enum TCPConnection {
    static func open(_ host: String, port: Int, waiting: ChildProcessWait) throws(GitError) -> Pipe.End {
        var hints = unsafe addrinfo()
        #if canImport(Glibc)
            unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            unsafe hints.ai_socktype = SOCK_STREAM
        #endif
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, String(port), &hints, &found) == 0 else {
            throw failed("the host \(host) is not known; check its name and the network", waiting)
        }
        defer { unsafe freeaddrinfo(found) }
        var reason: Int32 = 0
        var next = unsafe found
        while let address = unsafe next {
            unsafe next = address.pointee.ai_next
            if let end = try unsafe connect(address.pointee, waiting, &reason) { return end }
        }
        let why = unsafe String(cString: strerror(reason))
        throw failed("\(host) does not answer on port \(port) (\(why)); check the host and the network", waiting)
    }

    /// `nil` where that address does not answer.
    @unsafe private static func connect(
        _ address: addrinfo, _ waiting: ChildProcessWait, _ reason: inout Int32
    ) throws(GitError) -> Pipe.End? {
        let descriptor = unsafe socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0 else {
            reason = errno
            return nil
        }
        let end = Pipe.End(descriptor)
        end.doNotBlock()
        if unsafe systemConnect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return end }
        reason = errno
        guard reason == EINPROGRESS else { return nil }
        let deadline = waiting.deadline()
        while !isDecided(descriptor) { try waiting.pause(on: [(end, .writable)], until: deadline) }
        var size = socklen_t(MemoryLayout<Int32>.size)
        unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &reason, &size)
        return reason == 0 ? end : nil
    }

    private static func isDecided(_ descriptor: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&polled, 1, 0) > 0
    }

    private static func failed(_ message: String, _ waiting: ChildProcessWait) -> GitError {
        GitError(.connectionFailed, operation: waiting.operation, message: message)
    }
}

@unsafe private func systemConnect(
    _ descriptor: Int32, _ address: UnsafeMutablePointer<sockaddr>?, _ size: socklen_t
) -> Int32 {
    unsafe connect(descriptor, address, size)
}
