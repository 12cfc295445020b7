import GitStore

extension ScheduledJob {
    /// The repository that it is for.
    struct Home: Hashable, Sendable {
        /// Without a user and a password.
        private(set) var url = "https://git.example.com/team/config.git"
        private(set) var branch = "main"

        init() {}

        /// - Parameters:
        ///   - url: of the remote, as git's settings have it; what cannot be reached over HTTPS counts as unknown.
        ///   - branch: that is deployed.
        init(url: String?, branch: String?) {
            if let url = url.flatMap({ text in try? GitRemoteURL(text) }).flatMap(Self.address) { self.url = url }
            if let branch, Self.isPlain(branch) { self.branch = branch }
        }

        /// Without what is nobody's business; forges have the same path over SSH as over HTTPS.
        private static func address(_ url: GitRemoteURL) -> String? {
            guard isPlain(url.path), isPlain(url.host) else { return nil }
            switch url.scheme {
            case .https: return "\(url)"
            case .ssh: return "https://\(url.host)\(url.path.hasPrefix("/") ? "" : "/")\(url.path)"
            case .http, .git, .file: return nil
            }
        }

        /// Whether a text means itself in a shell, and in YAML between quotes.
        private static func isPlain(_ text: String) -> Bool {
            text.utf8.allSatisfy { byte in
                let isLetter = (0x61...0x7A).contains(byte | 0x20)
                return isLetter || (0x30...0x39).contains(byte) || "._-/".utf8.contains(byte)
            }
        }
    }
}

/// On the repository's own actor: Swift 6.3.1's optimiser crashes on async callers of methods that return an optional.
extension GitRepository {
    /// Where a job finds this repository. A branch that somebody works on is not the one that is deployed.
    func jobHome() throws -> ScheduledJob.Home {
        ScheduledJob.Home(
            url: try configuration("remote.origin.url"),
            branch: try defaultBranch(ofRemote: "origin") ?? head().branch)
    }
}
