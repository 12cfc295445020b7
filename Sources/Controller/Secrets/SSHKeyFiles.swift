import GitStore
import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A key and the hosts that it is for, as files that `ssh` reads: a directory of this process's user alone.
struct SSHKeyFiles: Sendable {
    private let directory: String

    /// - Parameter directory: in memory where the pod is set up as documented; made where it is missing.
    init(_ secret: GitSecret, in directory: String) throws {
        self.directory = "\(directory)/\(secret.fingerprint)"
        try FileManager.default.createDirectory(
            atPath: self.directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Self.write(secret.identity.map { Self.withLineEnd($0.reveal()) } ?? "", to: identity)
        try Self.write(secret.knownHosts.map(Self.withLineEnd) ?? "", to: knownHosts)
    }

    private var identity: String { "\(directory)/identity" }
    private var knownHosts: String { "\(directory)/known_hosts" }

    /// For `GIT_SSH_COMMAND`: this key, these hosts, and nothing of the machine's own.
    var command: String {
        [
            "ssh", "-F", "none", "-i", ShellWord.always(identity), "-o", "IdentitiesOnly=yes", "-o",
            ShellWord.always("UserKnownHostsFile=\(knownHosts)"), "-o", "GlobalKnownHostsFile=none", "-o",
            "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=20",
        ].joined(separator: " ")
    }

    /// `ssh` refuses a key whose last line has no end.
    private static func withLineEnd(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }

    private static func write(_ text: String, to path: String) throws {
        if FileManager.default.contents(atPath: path) == Data(text.utf8) { return }
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw GitError(.io, operation: "write \(path)", message: "the key cannot be written") }
    }
}
