#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Accepts connections and never says a word.
package final class SilentServer: Sendable {
    package let port: Int
    private let descriptor: Int32

    package init() {
        let port = LoopbackPort.free()
        self.port = port
        descriptor = LoopbackPort.listen(port)
    }

    deinit { close(descriptor) }
}

extension LoopbackPort {
    /// The kernel completes the connections that wait in the queue; nobody takes them out.
    fileprivate static func listen(_ port: Int) -> Int32 {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        withUnsafeBytes(of: &address) {
            let pointer = $0.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            _ = bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
        _ = systemListen(descriptor, 16)
        return descriptor
    }
}

private func systemListen(_ descriptor: Int32, _ count: Int32) -> Int32 { listen(descriptor, count) }
