/// Speaks to `git daemon`: one connection for the whole conversation (gitprotocol-pack(5), "Git Transport"). Nobody is
/// asked who they are, and nothing is encrypted.
final class DaemonSubtransport: SmartSubtransport {
    let isStateless = false
    private let operation: RemoteOperation
    private var connection: Pipe.End?

    private static let port = 9418

    init(_ operation: RemoteOperation) {
        self.operation = operation
    }

    func open(_ service: SmartService) throws(GitError) -> any SmartStream {
        let url = operation.url
        let waiting = ChildProcessWait(
            cancellation: operation.cancellation, idle: operation.network.idleTimeout,
            operation: operation.description)
        let connection = try TCPConnection.open(url.host, port: url.port ?? Self.port, waiting: waiting)
        self.connection = connection
        let stream = DaemonStream(connection, waiting: waiting)
        let request = Array("\(service.program) \(url.path)\0host=\(url.authority)\0".utf8)
        try stream.write(Self.length(request.count + 4) + request)
        return stream
    }

    func close() {
        connection?.close()
        connection = nil
    }

    /// Four hexadecimal digits before each packet, which count themselves (gitprotocol-common(5), "pkt-line").
    private static func length(_ count: Int) -> [UInt8] {
        let digits = String(count, radix: 16)
        return Array((String(repeating: "0", count: max(0, 4 - digits.count)) + digits).utf8)
    }
}

private final class DaemonStream: SmartStream {
    private let connection: Pipe.End
    private let waiting: ChildProcessWait

    init(_ connection: Pipe.End, waiting: ChildProcessWait) {
        self.connection = connection
        self.waiting = waiting
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitError) -> Int {
        let deadline = waiting.deadline()
        while true {
            if let count = unsafe connection.read(into: buffer) { return count }
            try waiting.pause(on: [(connection, .readable)], until: deadline)
        }
    }

    func write(_ bytes: [UInt8]) throws(GitError) {
        try unsafe bytes.withUnsafeBytes { bytes in
            Result { () throws(GitError) in try unsafe write(bytes) }
        }.get()
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(GitError) {
        var rest = unsafe bytes[...]
        var deadline = waiting.deadline()
        while unsafe !rest.isEmpty {
            switch unsafe connection.write(UnsafeRawBufferPointer(rebasing: rest)) {
            case .wrote(let count):
                unsafe rest = rest.dropFirst(count)
                deadline = waiting.deadline()
            case .full: try waiting.pause(on: [(connection, .writable)], until: deadline)
            case .gone:
                throw GitError(.connectionFailed, operation: waiting.operation, message: "the server hung up")
            }
        }
    }
}
