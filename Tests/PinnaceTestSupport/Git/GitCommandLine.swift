import Foundation

/// The `git` of the machine, with settings and home of its own: what tests compare with.
package struct GitCommandLine: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let command: String
        package let output: String
        package var description: String { "\(command): \(output)" }
    }

    package let environment: [String: String]

    /// - Parameter scratch: holds the home directory.
    package init(_ scratch: GitScratch, environment more: [String: String] = [:]) throws {
        let home = try scratch.makeDirectory("home")
        try scratch.write(
            "home/.gitconfig",
            """
            [user]
            \tname = Writer
            \temail = writer@example.com
            [init]
            \tdefaultBranch = main
            [protocol "file"]
            \tallow = always

            """)
        environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
        ].merging(more) { $1 }
    }

    /// Root may give files to somebody else.
    package static var canChangeOwners: Bool { getuid() == 0 }

    /// What the command wrote to standard output, without the line end after it.
    @discardableResult
    package func run(in directory: String, _ arguments: String...) async throws -> String {
        try await run(in: directory, arguments)
    }

    @discardableResult
    package func run(in directory: String, _ arguments: [String], input: String = "") async throws -> String {
        let result = try await CommandRun.run(
            ["git", "-C", directory] + arguments, environment: environment, input: input)
        guard result.status == 0 else {
            throw Failure(command: "git \(arguments.joined(separator: " "))", output: result.output + result.errors)
        }
        return String(result.output.trimmingSuffix("\n"))
    }
}

extension GitCommandLine {
    /// Makes a script that git is to run, such as a hook, and returns its path.
    @discardableResult
    package func makeScript(_ path: String, _ script: String) async throws -> String {
        try await Command.install("#!/bin/sh\n" + script, at: path)
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> Substring {
        hasSuffix(suffix) ? dropLast(suffix.count) : self[...]
    }
}

/// A command that is waited for.
package struct CommandRun: Sendable {
    package let status: Int32
    package let output: String
    package let errors: String

    package static func run(
        _ arguments: [String], environment: [String: String], input: String = ""
    ) async throws -> CommandRun {
        let files = try (0..<3).map { _ in try ScratchFile() }
        try files[0].handle.write(contentsOf: Data(input.utf8))
        try files[0].handle.seek(toOffset: 0)
        let process = try SpawnedProcess(
            arguments, environment: environment, streams: files.map(\.handle.fileDescriptor))
        let status = try await process.waitUntilExit()
        return CommandRun(status: status, output: try files[1].text(), errors: try files[2].text())
    }
}

/// Output goes to files, so that a full pipe cannot hold a command up.
private struct ScratchFile {
    let handle: FileHandle

    init() throws {
        let path = "/tmp/pinnace-out-\(UInt64.random(in: .min ... .max))"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        handle = try FileHandle(forUpdating: URL(filePath: path))
        try FileManager.default.removeItem(atPath: path)
    }

    func text() throws -> String {
        try handle.seek(toOffset: 0)
        return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }
}
