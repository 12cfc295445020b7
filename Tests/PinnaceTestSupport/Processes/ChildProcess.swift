import Foundation

/// A server that a test started: its own process id, its output in a file, stopped by that id when the last reference
/// goes.
// @unchecked: `Process` is only started in `init`; afterwards it is read and told to end, which it allows on any thread.
package final class ChildProcess: @unchecked Sendable {
    private let process = Process()
    private let logPath: String

    package var processID: Int32 { process.processIdentifier }
    package var isRunning: Bool { process.isRunning }
    /// What it printed so far, on both streams.
    package var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

    /// - Parameters:
    ///   - executable: a name on `PATH` or a path.
    ///   - environment: added to `Command.environment(home:)` of the log file's directory.
    ///   - log: the file that takes both streams.
    package init(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        in directory: String? = nil,
        log: String
    ) throws {
        logPath = log
        let home = URL(fileURLWithPath: log).deletingLastPathComponent().path
        guard FileManager.default.createFile(atPath: log, contents: nil),
            let output = FileHandle(forWritingAtPath: log)
        else { throw TestSupportError("the log file \(log) cannot be written") }
        process.executableURL = URL(fileURLWithPath: try Command.resolve(executable))
        process.arguments = arguments
        process.environment = Command.environment(home: home).merging(environment) { $1 }
        process.currentDirectoryURL = directory.map { URL(fileURLWithPath: $0) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try SignalMask.withNothingBlocked { try process.run() }
        try output.close()
    }

    deinit { stop() }

    /// Returns once something answers at the port; throws with the log if the process ends or the time is over.
    package func waitUntilListening(on port: Int, for limit: Duration = .seconds(120)) async throws {
        let name = process.executableURL?.lastPathComponent ?? "the server"
        let end = ContinuousClock.now + limit
        while !ServerPort.isOpen(port) {
            guard isRunning else { throw TestSupportError("\(name) ended before it listened on \(port):\n\(log)") }
            guard ContinuousClock.now < end else {
                throw TestSupportError("\(name) does not listen on \(port) after \(limit):\n\(log)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Its exit status once it ended: 128 + the signal for one that was killed.
    package var exitStatus: Int32? {
        guard !isRunning else { return nil }
        return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }

    /// Sends it a signal, by its own process id.
    package func signal(_ number: Int32) {
        if isRunning { kill(processID, number) }
    }

    /// Asks the process to end, and after three seconds ends it. Returns when it is gone; a second call does nothing.
    package func stop() {
        guard isRunning else { return }
        process.terminate()
        for _ in 0..<300 where isRunning { usleep(10_000) }
        guard isRunning else { return }
        kill(processID, SIGKILL)
        for _ in 0..<100 where isRunning { usleep(10_000) }
    }
}
