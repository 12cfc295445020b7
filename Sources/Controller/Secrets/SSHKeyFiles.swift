import GitStore
import HTTPTransport

/// A key and the hosts that it is for, as files that `ssh` reads.
struct SSHKeyFiles: Sendable {
    private let identity: String
    private let knownHosts: String

    /// - Parameter directory: in memory where the pod is set up as documented; made where it is missing.
    init(_ secret: GitSecret, in directory: String) throws {
        let folder = try KeyFolder("\(directory)/\(secret.fingerprint)")
        identity = try folder.write(secret.identity?.reveal() ?? "", as: "identity")
        knownHosts = try folder.write(secret.knownHosts ?? "", as: "known_hosts")
    }

    /// For `GIT_SSH_COMMAND`: this key, these hosts, and nothing of the machine's own.
    var command: String {
        [
            "ssh", "-F", "none", "-i", ShellWord.always(identity), "-o", "IdentitiesOnly=yes", "-o",
            ShellWord.always("UserKnownHostsFile=\(knownHosts)"), "-o", "GlobalKnownHostsFile=none", "-o",
            "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=20",
        ].joined(separator: " ")
    }
}
