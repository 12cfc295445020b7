import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A server that ends when it is told to, and also when the test's process is gone.
final class ServerProcess: Sendable {
    private let process: SpawnedProcess
    private let log: String

    /// Looks after the process of the tests, however that ends.
    private static let wrapper = #"""
        parent=$PPID; "$@" & server=$!
        trap 'kill $server; wait $server; exit' TERM
        while [ "$(ps -o ppid= -p $$)" -eq $parent ] && kill -0 $server; do sleep 1 & wait $!; done 2> /dev/null
        kill $server
        """#

    init(_ arguments: [String], environment: [String: String], log: String) throws {
        self.log = log
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        let output = try FileHandle(forWritingTo: URL(filePath: log))
        process = try SpawnedProcess(
            ["/bin/sh", "-c", Self.wrapper, "server"] + arguments, environment: environment,
            streams: [FileHandle.nullDevice.fileDescriptor, output.fileDescriptor, output.fileDescriptor])
    }

    /// The wrapper ends its server at once, and itself.
    deinit {
        process.terminate()
        for _ in 0..<200 where process.exitStatus() == nil { usleep(1000) }
    }

    /// Waits until something listens.
    func waitUntil(_ isReady: @Sendable () -> Bool) async throws {
        for _ in 0..<500 {
            if isReady() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw ServerFailure(log: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }
}

struct ServerFailure: Error, CustomStringConvertible {
    let log: String
    var description: String { "the server did not start: \(log)" }
}

/// Ports on the loopback address.
package enum LoopbackPort {
    /// One that nobody listens on.
    package static func free() -> Int {
        withSocket { descriptor, address in
            _ = bind(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            var bound = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            _ = withUnsafeMutableBytes(of: &bound) {
                getsockname(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), &size)
            }
            return Int(UInt16(bigEndian: bound.sin_port))
        }
    }

    package static func isOpen(_ port: Int) -> Bool {
        withSocket(port: port) { descriptor, address in
            connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }

    private static func withSocket<T>(port: Int = 0, _ body: (Int32, UnsafePointer<sockaddr>) -> T) -> T {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeBytes(of: &address) {
            body(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self))
        }
    }
}
