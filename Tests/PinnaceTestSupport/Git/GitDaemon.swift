import Foundation

/// `git daemon` on a free port, which takes pushes from anybody. Ends with its owner.
package final class GitDaemon: Sendable {
    /// `git://127.0.0.1:<port>`; repositories are below it by their paths in the root.
    package let url: String
    private let process: ServerProcess
    /// Goes after the process that uses it.
    private let scratch: GitScratch

    private init(url: String, process: ServerProcess, scratch: GitScratch) {
        self.url = url
        self.process = process
        self.scratch = scratch
    }

    package static func start(root: String, in scratch: GitScratch) async throws -> GitDaemon {
        let environment = try GitCommandLine(scratch).environment
        let port = LoopbackPort.free()
        // Not by `git`, which would leave the daemon behind when it is ended.
        let programs = try await CommandRun.run(["git", "--exec-path"], environment: environment).output
        let process = try ServerProcess(
            [
                programs.trimmingCharacters(in: .newlines) + "/git-daemon", "--listen=127.0.0.1", "--port=\(port)",
                "--export-all", "--enable=receive-pack", "--base-path=\(root)", "--reuseaddr", "--informative-errors",
                root,
            ], environment: environment, log: scratch.path("daemon.log"))
        try await process.waitUntil { LoopbackPort.isOpen(port) }
        return GitDaemon(url: "git://127.0.0.1:\(port)", process: process, scratch: scratch)
    }
}
