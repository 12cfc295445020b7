import GitStore
import ImageModel
import Settings

/// A job of a CI service's that pins what a configuration says, on a schedule.
struct ScheduledJob: Sendable {
    /// The repository that it is for.
    struct Home: Hashable, Sendable {
        /// Without a user and a password.
        var url = "https://git.example.com/team/config.git"
        var branch = "main"

        init() {}

        init(_ repository: GitRepository?) async throws {
            guard let repository else { return }
            let head = try await repository.head()
            if let branch = head.branch, Self.isPlain(branch) { self.branch = branch }
            let remote = try await repository.configuration("remote.origin.url")
            if let url = remote.flatMap({ text in try? GitRemoteURL(text) }).flatMap(Self.address) { self.url = url }
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

        /// Whether a text means itself in YAML and in a shell.
        private static func isPlain(_ text: String) -> Bool {
            text.utf8.allSatisfy { byte in
                let isLetter = (0x61...0x7A).contains(byte | 0x20)
                return isLetter || (0x30...0x39).contains(byte) || "._-/".utf8.contains(byte)
            }
        }
    }

    let service: CIService
    let logins: RegistryLogins
    /// What the configuration says of publishing, which decides what the job may do.
    let opensPullRequest: Bool
    let home: Home

    init(_ service: CIService, _ configuration: Configuration, _ repositories: [ImageRepository], _ home: Home) {
        self.init(
            service, RegistryLogins(configuration.rules, repositories),
            opensPullRequest: configuration.publish.mode == .pullRequest, home)
    }

    init(_ service: CIService, _ logins: RegistryLogins, opensPullRequest: Bool, _ home: Home = Home()) {
        self.service = service
        self.logins = logins
        self.opensPullRequest = opensPullRequest
        self.home = home
    }

    /// The file, with one newline at its end.
    var text: String {
        let lines =
            switch service {
            case .github: gitHub
            case .gitlab: gitLab
            case .cloudbuild: cloudBuild
            case .azure: azurePipelines
            }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What is left to do for it to run.
    var nextStep: String {
        switch service {
        case .github: "set the variables that \(service.path) lists, in the repository's settings"
        case .gitlab:
            "add 'include: [{local: \(service.path)}]' to .gitlab-ci.yml, and a schedule (Build > Pipeline schedules)"
        case .cloudbuild: "make the trigger and its schedule, with the commands in \(service.path)"
        case .azure: "make a pipeline of \(service.path), with the variables that it lists"
        }
    }

    /// `--pull-request`, or `--push` to the branch.
    var publishing: String { opensPullRequest ? "--pull-request" : "--push" }

    /// What the step is called, for people who look at a log.
    var publishingTitle: String {
        guard opensPullRequest else { return "Pin and push" }
        return service == .gitlab ? "Pin in a merge request" : "Pin in a pull request"
    }
}

extension [String] {
    /// Deeper in a YAML file; an empty line stays empty.
    func indented(_ spaces: Int) -> [String] {
        map { $0.isEmpty ? $0 : String(repeating: " ", count: spaces) + $0 }
    }
}
