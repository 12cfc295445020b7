/// Speaks the smart protocol through `ssh`: one program, one stream for the whole conversation.
final class SSHSubtransport: SmartSubtransport {
    let isStateless = false
    private let operation: RemoteOperation
    private var process: ChildProcess?

    /// After its input has ended, `ssh` gets this long.
    private static let patience = Duration.seconds(2)

    init(_ operation: RemoteOperation) {
        self.operation = operation
    }

    func open(_ service: SmartService) throws(GitError) -> any SmartStream {
        let environment = operation.network.environment
        let command = SSHCommand(
            service, url: operation.url, environment: environment, configured: operation.sshCommand)
        let process = try ChildProcess(
            command.arguments, environment: environment, operation: operation.description)
        self.process = process
        return SSHStream(process, operation: operation)
    }

    func close() {
        process?.finish(patience: Self.patience)
        process = nil
    }
}

private final class SSHStream: SmartStream {
    private let process: ChildProcess
    private let operation: RemoteOperation
    private let waiting: ChildProcessWait

    init(_ process: ChildProcess, operation: RemoteOperation) {
        self.process = process
        self.operation = operation
        waiting = ChildProcessWait(
            cancellation: operation.cancellation, idle: operation.network.idleTimeout,
            operation: operation.description)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(GitError) {
        try unsafe process.write(bytes, waiting: waiting)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitError) -> Int {
        let count = try unsafe process.read(into: buffer, waiting: waiting)
        if count == 0, let error = SSHFailure.error(of: process, operation: operation.description) { throw error }
        return count
    }
}

/// Tells what went wrong from what `ssh` and the server's git wrote.
enum SSHFailure {
    static func error(of process: ChildProcess, operation: String) -> GitError? {
        let status = process.finish(patience: .seconds(1))
        guard status != 0 else { return nil }
        return error(text: process.errorText.description, status: status, operation: operation)
    }

    static func error(text: String, status: Int32, operation: String) -> GitError {
        let lower = text.lowercased()
        let known = causes.first { cause in cause.words.contains { lower.contains($0) } }
        let says = text.isEmpty ? "ssh ended with status \(status)" : "ssh says: \(text)"
        return GitError(
            known?.code ?? .connectionFailed, operation: operation, message: says + (known.map { "; " + $0.hint } ?? "")
        )
    }

    private static let causes: [(words: [String], code: GitError.Code, hint: String)] = [
        (
            ["host key verification failed", "no matching host key"], .authentication,
            "compare the server's key and add it to known_hosts (`ssh-keyscan`)"
        ),
        (
            ["permission denied", "too many authentication failures"], .authentication,
            "check which key is offered (`ssh -v`) and that the server knows it"
        ),
        (
            ["does not appear to be a git repository", "repository not found", "does not exist"],
            .repositoryNotFound, "check the path, and that this key may read it"
        ),
        (
            ["could not resolve", "connection refused", "connection timed out", "no route to host"],
            .connectionFailed, "check the host and the network"
        ),
    ]
}
