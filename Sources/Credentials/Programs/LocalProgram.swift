import Subprocess
import SystemPackage

/// A program of the user's that prints a secret. Its standard error is not read; its group ends with it.
struct LocalProgram: Sendable {
    typealias Ending = (status: TerminationStatus, output: String)

    private static let maximumOutput = 64 << 10

    /// A name on the search path or a path.
    let executable: String
    var arguments: [String] = []
    let environment: [String: String]
    /// Where it runs; here where none is said.
    var directory: String?
    var timeout: Duration = .seconds(30)
    /// What was to be done, after "could not be run" and "printed too much"; empty or with a space before it.
    var purpose = ""
    /// What to do where the program is not installed.
    var missing: String

    /// - Parameter input: less than a pipe holds.
    func run(_ input: String = "") async throws(CredentialError) -> Ending {
        do {
            return try await withThrowingTaskGroup(of: Ending?.self) { group in
                group.addTask { try await start(input) }
                group.addTask {
                    try await Task.sleep(for: timeout)
                    return nil
                }
                defer { group.cancelAll() }
                guard let ending = try await group.next() ?? nil else { throw timedOut() }
                return ending
            }
        } catch let error as CredentialError {
            throw error
        } catch {
            throw failure(error)
        }
    }

    private func start(_ text: String) async throws -> Ending {
        var options = PlatformOptions()
        // With a session of its own, what it started in turn ends with it.
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(100))
        ]
        let input = try Self.input(text)
        defer { try? input.close() }
        let variables = environment.map { (Environment.Key(rawValue: $0.key), $0.value) }
        let result = try await Subprocess.run(
            executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
            arguments: Arguments(arguments),
            environment: .custom(
                Dictionary(variables.compactMap { key, value in key.map { ($0, value) } }) { _, last in last }
            ),
            workingDirectory: directory.map { FilePath($0) },
            platformOptions: options,
            input: .fileDescriptor(input, closeAfterSpawningProcess: false),
            output: .string(limit: Self.maximumOutput),
            error: .discarded
        )
        return (result.terminationStatus, result.standardOutput)
    }

    /// A pipe that holds the text already: writing to a program that does not read would end this process by SIGPIPE.
    private static func input(_ text: String) throws -> FileDescriptor {
        #if canImport(Darwin)
            let (readEnd, writeEnd) = try FileDescriptor.pipe()
        #else
            let (readEnd, writeEnd) = try FileDescriptor.pipe(options: .closeOnExec)
        #endif
        defer { try? writeEnd.close() }
        _ = try writeEnd.writeAll(text.utf8)
        return readEnd
    }

    private func failure(_ error: any Error) -> CredentialError {
        if Task.isCancelled { return CredentialError(.cancelled, subject: executable, message: "cancelled") }
        switch (error as? SubprocessError)?.code {
        case .executableNotFound?: return CredentialError(.programMissing, subject: executable, message: missing)
        case .outputLimitExceeded?:
            return CredentialError(.invalidAnswer, subject: executable, message: "printed too much\(purpose)")
        default: return CredentialError(.programFailed, subject: executable, message: "could not be run\(purpose)")
        }
    }

    private func timedOut() -> CredentialError {
        CredentialError(
            .programTimedOut, subject: executable,
            message: "did not answer\(purpose) within \(timeout.components.seconds) s and was ended")
    }
}
