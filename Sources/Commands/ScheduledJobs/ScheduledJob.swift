import ImageModel
import Settings

/// A job of a CI service's that pins what a configuration says, on a schedule.
struct ScheduledJob: Sendable {
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
