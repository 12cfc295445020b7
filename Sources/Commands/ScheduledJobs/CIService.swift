import ArgumentParser

/// Who runs a job on a schedule.
enum CIService: String, ExpressibleByArgument, CaseIterable, Sendable {
    case github, gitlab, cloudbuild, azure

    /// Where its file goes.
    var path: String {
        switch self {
        case .github: ".github/workflows/pinnace.yaml"
        case .gitlab: ".gitlab/pinnace.yml"
        case .cloudbuild: "cloudbuild-pinnace.yaml"
        case .azure: "azure-pipelines-pinnace.yml"
        }
    }
}
