import ImageModel

/// Google's mapping of Container Registry hosts to Artifact Registry repositories
/// (cloud.google.com/artifact-registry/docs/transition/transition-from-gcr).
enum GoogleContainerRegistry {
    private static let locations = ["gcr.io": "us", "us.gcr.io": "us", "eu.gcr.io": "europe", "asia.gcr.io": "asia"]

    static let hosts = locations.keys.sorted() + ["k8s.gcr.io"]

    /// Projects that publish images for everybody; they are nobody's own to move.
    private static let publicProjects: Set<Substring> = [
        "agones-images", "buildpacks", "cadvisor", "cloud-builders", "cloud-marketplace", "cloud-sql-connectors",
        "cloudsql-docker", "distroless", "endpoints-release", "etcd-development", "gke-release", "gke-release-staging",
        "go-containerregistry", "google-appengine", "google-containers", "google-samples", "google_containers",
        "heptio-images", "istio-release", "istio-testing", "k8s-minikube", "k8s-prow", "kaniko-project",
        "knative-releases", "kubebuilder", "kubeflow-images-public", "ml-pipeline", "paketo-buildpacks",
        "projectcontour", "spinnaker-marketplace", "stackdriver-agents", "tekton-releases",
    ]

    static func target(of repository: ImageRepository) -> ImageRepository? {
        if repository.host == "k8s.gcr.io" {
            return ImageRepository(host: "registry.k8s.io", path: repository.path)
        }
        guard let location = locations[repository.host] else { return nil }
        let segments = repository.path.split(separator: "/")
        guard let first = segments.first, !publicProjects.contains(first) else { return nil }
        // A domain-scoped project is two segments: example.com/project.
        let projectLength = first.contains(".") ? 2 : 1
        guard segments.count > projectLength else { return nil }
        let project = segments.prefix(projectLength).joined(separator: "/")
        let image = segments.dropFirst(projectLength).joined(separator: "/")
        return ImageRepository(host: "\(location)-docker.pkg.dev", path: "\(project)/\(repository.host)/\(image)")
    }
}
