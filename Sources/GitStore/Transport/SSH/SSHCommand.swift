/// The command line that runs a program of git's on a server, by the user's own `ssh`.
struct SSHCommand: Hashable {
    let arguments: [String]

    /// - Parameter configured: `core.sshCommand`; `GIT_SSH_COMMAND` outranks it, as in git.
    init(_ service: SmartService, url: GitRemoteURL, environment: [String: String], configured: String?) {
        let remote = Self.remoteArguments(service, url: url)
        if let line = environment["GIT_SSH_COMMAND"] ?? configured {
            let options = Self.options(program: Self.firstWord(line), url: url, environment: environment)
            // The user wrote it for a shell; our own arguments do not pass through its hands.
            arguments = ["/bin/sh", "-c", "\(line) \"$@\"", Self.firstWord(line)] + options + remote
        } else {
            let program = environment["GIT_SSH"] ?? "ssh"
            arguments = [program] + Self.options(program: program, url: url, environment: environment) + remote
        }
    }

    private static func remoteArguments(_ service: SmartService, url: GitRemoteURL) -> [String] {
        let destination = (url.user.map { $0 + "@" } ?? "") + url.host
        return [destination, "\(service.program) \(ShellWord.always(url.path))"]
    }

    /// Nobody is there to answer a question of `ssh`. PuTTY's programs spell it their own way.
    private static func options(program: String, url: GitRemoteURL, environment: [String: String]) -> [String] {
        let name = String(program.split(separator: "/").last ?? "").lowercased()
        let variant = environment["GIT_SSH_VARIANT"] ?? name
        let port = url.port.map(String.init)
        if variant.hasPrefix("plink") || variant.hasPrefix("tortoiseplink") || variant == "putty" {
            return ["-batch"] + (port.map { ["-P", $0] } ?? [])
        }
        let batch = variant.hasPrefix("ssh") ? ["-o", "BatchMode=yes"] : []
        return batch + (port.map { ["-p", $0] } ?? [])
    }

    private static func firstWord(_ line: String) -> String {
        line.split(separator: " ").first.map { $0.filter { $0 != "'" && $0 != "\"" } } ?? "ssh"
    }
}
