import ImageModel

/// Google's mapping of Container Registry hosts to Artifact Registry repositories
/// (cloud.google.com/artifact-registry/docs/transition/transition-from-gcr).
enum GoogleContainerRegistry {
    private static let locations = ["gcr.io": "us", "us.gcr.io": "us", "eu.gcr.io": "europe", "asia.gcr.io": "asia"]

    static let hosts = locations.keys.sorted() + ["k8s.gcr.io"]

    /// Projects that publish images for everybody; they are nobody's own to move.
    private static let publicProjects: Set<Substring> = [
        "agones-images", "buildpacks", "cadvisor", "cloud-builders", "cloud-marketplace", "cloud-spanner-emulator",
        "cloud-sql-connectors", "cloudrun", "cloudsql-docker", "distroless", "endpoints-release", "etcd-development",
        "gcp-runtimes", "gke-release", "gke-release-staging", "go-containerregistry", "google-appengine",
        "google-containers", "google-samples", "google.com", "google_containers", "heptio-images", "istio-release",
        "istio-testing", "k8s-minikube", "k8s-prow", "k8s-skaffold", "kaniko-project", "knative-releases",
        "knative-samples", "kpt-fn", "kpt-functions", "kubebuilder", "kubeflow-images-public", "kustomize-functions",
        "ml-pipeline", "paketo-buildpacks",
        "projectcontour", "spinnaker-marketplace", "stackdriver-agents", "tekton-releases",
    ]

    /// Kubernetes' projects have each a place of their own where images are tried before they are released.
    private static func isPublic(_ project: Substring) -> Bool {
        publicProjects.contains(project) || project.hasPrefix("k8s-staging-")
    }

    static func target(of repository: ImageRepository) -> ImageRepository? {
        if repository.host == "k8s.gcr.io" {
            return ImageRepository(host: "registry.k8s.io", path: repository.path)
        }
        guard let location = locations[repository.host] else { return nil }
        let segments = repository.path.split(separator: "/")
        guard let first = segments.first, !isPublic(first) else { return nil }
        // A domain-scoped project is two segments: example.com/project.
        let projectLength = first.contains(".") ? 2 : 1
        guard segments.count > projectLength else { return nil }
        let project = segments.prefix(projectLength).joined(separator: "/")
        let image = segments.dropFirst(projectLength).joined(separator: "/")
        return ImageRepository(host: "\(location)-docker.pkg.dev", path: "\(project)/\(repository.host)/\(image)")
    }
}
