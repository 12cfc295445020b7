#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A program with pipes to its three streams, read and written by a thread that may block.
///
/// It gets a process group of its own, so that a shell between us and `ssh` ends with it.
final class ChildProcess {
    private let id: pid_t
    private var input: Pipe.End
    private let output: Pipe.End
    private let errors: Pipe.End
    private var exitStatus: Int32?
    /// What it wrote to its standard error.
    private(set) var errorText = ServerText()

    init(_ arguments: [String], environment: [String: String], operation: String) throws(GitError) {
        let (childInput, input) = try Pipe.make(operation)
        let (output, childOutput) = try Pipe.make(operation)
        let (errors, childErrors) = try Pipe.make(operation)
        id = try Spawn(arguments, environment: environment).run(
            streams: [childInput.descriptor, childOutput.descriptor, childErrors.descriptor], operation)
        (self.input, self.output, self.errors) = (input, output, errors)
        for end in [input, output, errors] { end.doNotBlock() }
    }

    deinit {
        finish(patience: .zero)
    }

    /// Reads what the program writes; none at its end.
    func read(
        into buffer: UnsafeMutableRawBufferPointer, waiting: ChildProcessWait
    ) throws(GitError) -> Int {
        let deadline = waiting.deadline()
        while true {
            drainErrors()
            if let count = unsafe output.read(into: buffer) { return count }
            try waiting.pause(on: [(output, .readable), (errors, .readable)], until: deadline)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, waiting: ChildProcessWait) throws(GitError) {
        var rest = unsafe bytes[...]
        var deadline = waiting.deadline()
        while unsafe !rest.isEmpty {
            drainErrors()
            switch unsafe input.write(UnsafeRawBufferPointer(rebasing: rest)) {
            case .wrote(let count):
                unsafe rest = rest.dropFirst(count)
                deadline = waiting.deadline()
            case .full: try waiting.pause(on: [(input, .writable), (errors, .readable)], until: deadline)
            // It has more to say about that on its error stream.
            case .gone: return
            }
        }
    }

    /// Gives the program all of its input and reads all of its output. Both may be larger than a pipe holds.
    ///
    /// - Parameter limit: output beyond it is `.tooLarge`.
    func exchange(_ bytes: [UInt8], limit: Int, waiting: ChildProcessWait) throws(GitError) -> [UInt8] {
        var (rest, answer) = (bytes[...], [UInt8]())
        var buffer = [UInt8](repeating: 0, count: 4096)
        var deadline = waiting.deadline()
        while true {
            drainErrors()
            let written = give(&rest)
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe output.read(into: $0) }
            if count == 0 { return answer }
            answer += buffer.prefix(count ?? 0)
            guard answer.count <= limit else {
                throw GitError(.tooLarge, operation: waiting.operation, message: "it wrote more than \(limit) bytes")
            }
            if written || count != nil { deadline = waiting.deadline() }
            let busy = rest.isEmpty ? [] : [(input, Pipe.Readiness.writable)]
            try waiting.pause(on: [(output, .readable), (errors, .readable)] + busy, until: deadline)
        }
    }

    /// Whether something was taken. At the end of the bytes, the input ends.
    private func give(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard input.descriptor >= 0 else { return false }
        if rest.isEmpty {
            input.close()
            return false
        }
        switch unsafe rest.withUnsafeBytes({ unsafe input.write($0) }) {
        case .wrote(let count): rest = rest.dropFirst(count)
        case .full: return false
        // It has more to say about that on its error stream.
        case .gone: rest = []
        }
        return true
    }

    /// Ends the program's input and gives it some time before it is killed. Its exit status, or 128 + signal.
    @discardableResult
    func finish(patience: Duration) -> Int32 {
        if let exitStatus { return exitStatus }
        input.close()
        let deadline = ContinuousClock.now + patience
        while exitStatus == nil, ContinuousClock.now < deadline {
            reap()
            drainErrors()
            if exitStatus == nil { usleep(5000) }
        }
        if exitStatus == nil { kill(-id, SIGTERM) }
        for _ in 0..<100 where exitStatus == nil {
            reap()
            if exitStatus == nil { usleep(5000) }
        }
        if exitStatus == nil { kill(-id, SIGKILL) }
        while exitStatus == nil {
            reap()
            if exitStatus == nil { usleep(5000) }
        }
        drainErrors()
        return exitStatus ?? -1
    }

    private func reap() {
        var status: Int32 = 0
        guard unsafe waitpid(id, &status, WNOHANG) != 0 else { return }
        let signal = status & 0x7F
        exitStatus = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private func drainErrors() {
        var buffer = [UInt8](repeating: 0, count: 1024)
        while let count = unsafe buffer.withUnsafeMutableBytes({ unsafe errors.read(into: $0) }), count > 0 {
            errorText.append(buffer.prefix(count))
        }
    }
}

/// How long to wait for a program, and who may call it off.
struct ChildProcessWait {
    let cancellation: GitCancellation
    let idle: Duration
    let operation: String

    /// Cancellation is looked for this often.
    private static let stepMilliseconds: Int32 = 50

    func deadline() -> ContinuousClock.Instant { .now + idle }

    func pause(
        on ends: [(Pipe.End, Pipe.Readiness)], until deadline: ContinuousClock.Instant
    ) throws(GitError) {
        try cancellation.check(operation)
        guard ContinuousClock.now < deadline else {
            throw GitError(.timedOut, operation: operation, message: "nothing came for \(idle)")
        }
        var polled = ends.map { end, readiness in pollfd(fd: end.descriptor, events: readiness.events, revents: 0) }
        unsafe poll(&polled, nfds_t(polled.count), Self.stepMilliseconds)
    }
}
