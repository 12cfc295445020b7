#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A TCP socket with blocking calls, for servers that tests script. Closed by ``close()``.
struct LoopbackSocket: Sendable {
    struct Failure: Error {
        let call: String
        let number: Int32
    }

    let descriptor: Int32

    /// Listens on a port of a loopback address, a free one for 0.
    static func listening(on host: String, port: Int = 0) throws -> (socket: LoopbackSocket, port: Int) {
        let socket = LoopbackSocket(descriptor: try check("socket", Self.streamSocket()))
        var yes: Int32 = 1
        setsockopt(socket.descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try check("bind", bind(socket.descriptor, $0, length))
                try check("listen", listen(socket.descriptor, 256))
                try check("getsockname", getsockname(socket.descriptor, $0, &length))
            }
        }
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// `nil` once the socket was shut down.
    func accept() -> LoopbackSocket? {
        while true {
            #if canImport(Darwin)
                let connection = Darwin.accept(descriptor, nil, nil)
            #else
                let connection = Glibc.accept(descriptor, nil, nil)
            #endif
            if connection >= 0 {
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                var yes: Int32 = 1
                setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
                return LoopbackSocket(descriptor: connection)
            }
            if errno != EINTR && errno != ECONNABORTED { return nil }
        }
    }

    /// What is there, at most 64 KiB; empty at the end.
    func receive() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
    }

    /// False where the other end is gone.
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { write($0) }
            if sent <= 0 { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
            Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
        #else
            Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #endif
    }

    /// Wakes whoever waits in a call on this socket.
    func shutDown() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Lets the next ``close()`` send a reset instead of an orderly end.
    func prepareReset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    func close() {
        #if canImport(Darwin)
            _ = Darwin.close(descriptor)
        #else
            _ = Glibc.close(descriptor)
        #endif
    }

    private static func streamSocket() -> Int32 {
        #if canImport(Darwin)
            socket(AF_INET, SOCK_STREAM, 0)
        #else
            socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        #endif
    }

    @discardableResult private static func check(_ call: String, _ result: Int32) throws -> Int32 {
        guard result >= 0 else { throw Failure(call: call, number: errno) }
        return result
    }
}
