#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A blocking TCP socket on 127.0.0.1: what the support's own small server and client, and the waiting for others,
/// need of the system.
struct TCPSocket: Sendable {
    let descriptor: Int32

    static func listening(on port: Int) throws -> TCPSocket {
        let socket = try make()
        var yes: Int32 = 1
        setsockopt(socket.descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard socket.withAddress(of: port, { bind(socket.descriptor, $0, $1) }) == 0,
            listen(socket.descriptor, 64) == 0
        else {
            socket.close()
            throw TestSupportError("port \(port) of 127.0.0.1 cannot be listened on: errno \(errno)")
        }
        return socket
    }

    static func connected(to port: Int) throws -> TCPSocket {
        let socket = try make()
        guard socket.withAddress(of: port, { connect(socket.descriptor, $0, $1) }) == 0 else {
            socket.close()
            throw TestSupportError("nothing answers at 127.0.0.1:\(port): errno \(errno)")
        }
        return socket
    }

    /// The next connection, or `nil` once the socket was closed.
    func accepted() -> TCPSocket? {
        let connection = accept(descriptor, nil, nil)
        return connection < 0 ? nil : TCPSocket(descriptor: connection)
    }

    /// At most 64 KiB of what has come; empty at the end.
    func read() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            var received = 0
            repeat {
                received = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            } while received < 0 && errno == EINTR
            count = max(0, received)
        }
    }

    func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress! + sent, $0.count - sent, noSignal) }
            guard count > 0 else { throw TestSupportError("the peer closed the connection: errno \(errno)") }
            sent += count
        }
    }

    /// Ends the connection, and wakes whoever waits in `accepted()` or `read()`; the number stays taken.
    func shutDown() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Ends the connection, and wakes whoever waits in `accepted()` or `read()`.
    func close() {
        shutDown()
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
            _ = Musl.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }

    private static func make() throws -> TCPSocket {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        #elseif canImport(Musl)
            let kind = SOCK_STREAM | SOCK_CLOEXEC
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw TestSupportError("no socket could be made: errno \(errno)") }
        return TCPSocket(descriptor: descriptor)
    }

    private func withAddress(
        of port: Int,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
    }

    #if canImport(Darwin)
        private var noSignal: Int32 { 0 }
    #else
        /// A peer that hung up is an error here, not a signal that ends the test process.
        private var noSignal: Int32 { Int32(MSG_NOSIGNAL) }
    #endif
}
