import Subprocess
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A command-line tool run to its end in an environment that holds nothing of the user's.
package enum Command {
    /// How it ended and what it printed.
    package struct Result: Sendable, CustomStringConvertible {
        package let command: String
        /// The exit code, or the negated number of the signal that ended it.
        package let status: Int32
        package let outputBytes: [UInt8]
        package let errorBytes: [UInt8]

        package var output: String { String(decoding: outputBytes, as: UTF8.self) }
        package var errors: String { String(decoding: errorBytes, as: UTF8.self) }

        package var description: String {
            "\(command)\nstatus \(status)\n--- standard output\n\(output)\n--- standard error\n\(errors)"
        }

        /// The output without the line ends around it, or an error with everything printed.
        @discardableResult
        package func checked(_ expected: Int32 = 0) throws -> String {
            guard status == expected else { throw TestSupportError("status \(expected) was expected: \(self)") }
            return output.trimming(while: \.isNewline)
        }
    }

    /// `PATH` and nothing else of the caller's: no home, no git configuration, no credentials, C.UTF-8 and UTC.
    package static func environment(home: String) -> [String: String] {
        [
            "PATH": inherited("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
            "HOME": home,
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
        ]
    }

    /// Runs the tool to its end; any exit status is a result, see `Result.checked(_:)`.
    ///
    /// - Parameters:
    ///   - executable: a name on `PATH` or a path.
    ///   - environment: added to `environment(home:)`; without a `HOME` here the home is an empty directory, gone after.
    ///   - input: what the tool reads on standard input.
    /// - Throws: `TestSupportError` when the tool cannot be started or is not done after `timeout`.
    package static func run(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        in directory: String? = nil,
        input: [UInt8] = [],
        timeout: Duration = .seconds(300)
    ) async throws -> Result {
        let home = try TemporaryDirectory("pinnace-home")
        defer { home.remove() }
        let variables = Self.environment(home: home.path).merging(environment) { $1 }
        let path = try resolve(executable)
        let name = ([executable] + arguments).joined(separator: " ")
        return try await within(timeout, name) {
            let result = try await Subprocess.run(
                .path(.init(path)),
                arguments: Arguments(arguments),
                environment: .custom(
                    Dictionary(uniqueKeysWithValues: variables.map { (.init(stringLiteral: $0), $1) })),
                workingDirectory: directory.map { .init($0) },
                input: .array(input),
                output: .bytes(limit: 64 << 20),
                error: .bytes(limit: 64 << 20)
            )
            return Result(
                command: name,
                status: result.terminationStatus.number,
                outputBytes: result.standardOutput,
                errorBytes: result.standardError
            )
        }
    }

    /// Makes a program of a text, and returns its path.
    ///
    /// Another process writes it: a file that this one held open for writing may be open in a child that is just being
    /// started, and whoever runs it then is told "Text file busy".
    @discardableResult
    package static func install(_ text: String, at path: String) async throws -> String {
        try await run("install", ["-D", "-m", "755", "/dev/stdin", path], input: Array(text.utf8)).checked()
        return path
    }

    /// The path of a tool; on Debian some servers are in directories that only root has on `PATH`.
    package static func resolve(_ executable: String) throws -> String {
        guard !executable.contains("/") else { return executable }
        let directories = (inherited("PATH") ?? "").split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
        for directory in directories where FileManager.default.isExecutableFile(atPath: "\(directory)/\(executable)") {
            return "\(directory)/\(executable)"
        }
        throw TestSupportError("\(executable) is not installed; `make deps-test` installs what the tests need")
    }

    private static func inherited(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    private static func within(
        _ limit: Duration,
        _ name: String,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: body)
            group.addTask {
                try await Task.sleep(for: limit)
                throw TestSupportError("not done after \(limit): \(name)")
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }
}

extension TerminationStatus {
    fileprivate var number: Int32 {
        switch self {
        case .exited(let code): code
        case .signaled(let signal): -signal
        }
    }
}

extension String {
    /// Without the characters at both ends that the test names.
    package func trimming(while isUnwanted: (Character) -> Bool) -> String {
        String(drop(while: isUnwanted).reversed().drop(while: isUnwanted).reversed())
    }
}
