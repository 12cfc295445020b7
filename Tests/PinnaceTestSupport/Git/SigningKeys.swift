import Foundation

/// An SSH key of the test's own, and the list of signers that git believes.
package struct SSHSigningKey: Sendable {
    /// The private key; the public one is beside it.
    package let path: String
    package let publicKey: String
    /// For `gpg.ssh.allowedSignersFile`.
    package let allowedSigners: String

    package init(_ scratch: GitScratch, signer: String, environment: [String: String]) async throws {
        path = scratch.path("signing-key")
        _ = try await CommandRun.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", path], environment: environment)
        publicKey = try String(contentsOfFile: path + ".pub", encoding: .utf8).trimmingCharacters(in: .newlines)
        allowedSigners = try scratch.write("allowed-signers", "\(signer) \(publicKey)\n")
    }
}

/// `ssh-agent` with one key. Ends with its owner.
package final class SSHAgent: Sendable {
    package let socket: String
    private let process: ServerProcess
    /// Goes after the process that uses it.
    private let scratch: GitScratch

    package init(_ scratch: GitScratch, key: String, environment: [String: String]) async throws {
        let path = scratch.path("agent")
        socket = path
        self.scratch = scratch
        process = try ServerProcess(
            ["ssh-agent", "-D", "-a", path], environment: environment, log: scratch.path("agent.log"))
        try await process.waitUntil { FileManager.default.fileExists(atPath: path) }
        _ = try await CommandRun.run(
            ["ssh-add", "-q", key], environment: environment.merging(["SSH_AUTH_SOCK": path]) { $1 })
    }
}

/// A home of `gpg` with one key, without a passphrase. Its agent ends with its owner.
package final class GPGHome: Sendable {
    package let environment: [String: String]
    /// Of the key: 40 hexadecimal digits.
    package let fingerprint: String
    private let scratch: GitScratch

    package init(_ scratch: GitScratch, user: String, environment: [String: String]) async throws {
        let home = try scratch.makeDirectory("gnupg")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home)
        self.scratch = scratch
        self.environment = environment.merging(["GNUPGHOME": home]) { $1 }
        let arguments = ["--batch", "--quiet", "--passphrase", "", "--quick-generate-key", user, "ed25519", "sign"]
        _ = try await CommandRun.run(["gpg"] + arguments, environment: self.environment)
        let list = try await CommandRun.run(["gpg", "--list-keys", "--with-colons"], environment: self.environment)
        let line = list.output.split(separator: "\n").first { $0.hasPrefix("fpr:") } ?? ""
        fingerprint = line.split(separator: ":").last.map(String.init) ?? ""
    }

    deinit {
        guard
            let process = try? SpawnedProcess(
                ["gpgconf", "--kill", "all"], environment: environment,
                streams: [FileHandle.nullDevice.fileDescriptor, FileHandle.nullDevice.fileDescriptor, 2])
        else { return }
        for _ in 0..<2000 where process.exitStatus() == nil { usleep(1000) }
    }
}
