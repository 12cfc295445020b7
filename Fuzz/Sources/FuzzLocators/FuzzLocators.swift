import Manifests
import YAMLSource

/// The first byte chooses a path, and with it a kind of file; the others are what stands in it. Whatever is found can be
/// written and found again, or is refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLocators(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let first = bytes.first else { return 0 }
    let path = paths[Int(first) % paths.count]
    let content = Array(bytes.dropFirst())
    let scan = FileLocator().scan(path, content)
    precondition(scan == FileLocator().scan(path, content), "two scans of the same bytes differ")
    _ = RenderGraph([scan]).contexts.map { $0.formula.rendered() }
    for occurrence in scan.occurrences + (scan.kustomization?.images ?? []) {
        write(occurrence, path, content, among: scan)
    }
    return 0
}

/// One of each kind that some locator reads, and some that none does.
private let paths: [RepositoryPath] = [
    "deployment.yaml", "list.json", "kustomization.yaml", "charts/a/values.yaml", "charts/a/values-prod.yaml",
    "charts/a/Chart.yaml", "charts/a/templates/deployment.yaml", "charts/a/templates/_helpers.tpl", "compose.yaml",
    ".github/workflows/ci.yml", ".gitlab-ci.yml", "cloudbuild.yaml", "acr-task.yaml", "task-definition.json", "main.tf",
    "Dockerfile", ".devcontainer/devcontainer.json", "deploy.sh", "Makefile", "skaffold.yaml", "README.md",
    "release.yaml", "stack.template", "main.tf.json", "prod.tfvars.json", "azure-pipelines.yml", ".circleci/config.yml",
    "bitbucket-pipelines.yml", ".drone.yml", "patch.yaml", "replacement.yaml", "jobs/lint.yml", "talos/machine.yaml",
].compactMap { RepositoryPath($0) }

private func write(_ occurrence: ImageOccurrence, _ path: RepositoryPath, _ content: [UInt8], among scan: FileScan) {
    for site in occurrence.parts.sites {
        precondition(site.extent.upperBound <= max(content.count * 3, site.extent.count), "a site outside of the file")
        let write = SiteWrite(site: site, value: "registry.example/app:1")
        guard let edited = try? SiteWriting.apply([write], to: content) else { continue }
        let again = FileLocator().scan(path, edited)
        precondition(
            again.findings.count >= scan.findings.count || again.findings.allSatisfy { $0.location != nil },
            "a finding without a place")
    }
}
