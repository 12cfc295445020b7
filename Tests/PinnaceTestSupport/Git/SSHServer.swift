import Foundation

/// `sshd` on a free port with keys of its own. Ends with its owner.
package final class SSHServer: Sendable {
    package let port: Int
    /// A value for `GIT_SSH_COMMAND` that knows the server's key and logs in with an RSA key.
    package let command: String
    private let process: ServerProcess
    /// Goes after the process that uses it.
    private let scratch: GitScratch

    private init(port: Int, command: String, process: ServerProcess, scratch: GitScratch) {
        self.scratch = scratch
        self.port = port
        self.command = command
        self.process = process
    }

    /// The URL of a directory on this machine.
    package func url(_ path: String) -> String { "ssh://\(NSUserName())@127.0.0.1:\(port)\(path)" }

    /// - Parameter wrapper: run instead of what is asked for, which it gets as `SSH_ORIGINAL_COMMAND`.
    package static func start(in scratch: GitScratch, wrapper: String? = nil) async throws -> SSHServer {
        let directory = try scratch.makeDirectory("ssh")
        let environment = try GitCommandLine(scratch).environment
        for (name, type) in [("host", "ed25519"), ("user", "rsa")] {
            _ = try await CommandRun.run(
                ["ssh-keygen", "-q", "-t", type, "-N", "", "-f", "\(directory)/\(name)"], environment: environment)
        }
        let key = String(decoding: try scratch.read("ssh/user.pub"), as: UTF8.self)
        try scratch.write("ssh/authorized_keys", wrapper.map { "command=\"\($0)\" \(key)" } ?? key)
        let port = LoopbackPort.free()
        let hostKey = String(decoding: try scratch.read("ssh/host.pub"), as: UTF8.self)
        try scratch.write("ssh/known_hosts", "[127.0.0.1]:\(port) \(hostKey)")
        let configuration = try scratch.write("ssh/sshd_config", configuration(directory: directory, port: port))
        // Wanted by sshd where it runs as root.
        try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
        let process = try ServerProcess(
            ["/usr/sbin/sshd", "-D", "-e", "-f", configuration], environment: environment,
            log: "\(directory)/sshd.log")
        try await process.waitUntil { LoopbackPort.isOpen(port) }
        let command =
            "ssh -F /dev/null -i \(directory)/user -o IdentitiesOnly=yes "
            + "-o UserKnownHostsFile=\(directory)/known_hosts -o StrictHostKeyChecking=yes"
        return SSHServer(port: port, command: command, process: process, scratch: scratch)
    }

    private static func configuration(directory: String, port: Int) -> String {
        """
        ListenAddress 127.0.0.1
        Port \(port)
        HostKey \(directory)/host
        AuthorizedKeysFile \(directory)/authorized_keys
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        MaxStartups 100

        """
    }
}
