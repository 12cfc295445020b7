package import Manifests

/// A file as an input of the target `FuzzLocators` holds it: the first byte chooses a path, and with it a kind of file; the
/// others are what stands in it.
package struct FuzzedFile {
    package let path: RepositoryPath
    package let content: [UInt8]

    package init?(_ input: [UInt8]) {
        guard let first = input.first else { return nil }
        path = Self.paths[Int(first) % Self.paths.count]
        content = Array(input.dropFirst())
    }

    /// One of each kind that some locator reads, and some that none does. Seeds name them by their place: new ones go to
    /// the end.
    private static let paths: [RepositoryPath] = [
        "deployment.yaml", "list.json", "kustomization.yaml", "charts/a/values.yaml", "charts/a/values-prod.yaml",
        "charts/a/Chart.yaml", "charts/a/templates/deployment.yaml", "charts/a/templates/_helpers.tpl", "compose.yaml",
        ".github/workflows/ci.yml", ".gitlab-ci.yml", "cloudbuild.yaml", "acr-task.yaml", "task-definition.json",
        "main.tf", "Dockerfile", ".devcontainer/devcontainer.json", "deploy.sh", "Makefile", "skaffold.yaml",
        "README.md", "release.yaml", "stack.template", "main.tf.json", "prod.tfvars.json", "azure-pipelines.yml",
        ".circleci/config.yml", "bitbucket-pipelines.yml", ".drone.yml", "patch.yaml", "replacement.yaml",
        "jobs/lint.yml", "talos/machine.yaml", ".gitpod.yml", "helmfile.yaml", "fleet.yaml", ".argocd-source.yaml",
        ".buildkite/pipeline.yml", "Taskfile.yml",
    ].compactMap { RepositoryPath($0) }
}
