import PinnaceTestSupport

/// The config repository of a team that runs the Cloud SQL proxy beside its services: Deployment, Helm, Kustomize.
enum ProxyRepository {
    static let sourceHost = "gcr.io"
    static let sourceRepository = "cloud-sql-connectors/cloud-sql-proxy"
    static let targetHost = "us-central1-docker.pkg.dev"
    static let targetRepository = "authentic-prod-464216/shared-images-repo/cloud-sql-proxy"
    static let tag = "2.8.0"

    static var source: String { "\(sourceHost)/\(sourceRepository)" }
    static var target: String { "\(targetHost)/\(targetRepository)" }

    static let deploymentFile = "apps/authenticfarma-candidatos/deployment.yaml"
    static let valuesFile = "charts/candidatos/values.yaml"
    static let overlayFile = "kustomize/prod/kustomization.yaml"
    static let imageFiles = [deploymentFile, valuesFile, overlayFile]

    static let files = [
        ".pinnace/config.yaml": configuration,
        deploymentFile: deployment,
        "charts/candidatos/Chart.yaml": "apiVersion: v2\nname: candidatos\nversion: 0.1.0\n",
        "charts/candidatos/templates/proxy.yaml": template,
        valuesFile: values,
        "kustomize/base/kustomization.yaml": "resources:\n  - job.yaml\n",
        "kustomize/base/job.yaml": job,
        overlayFile: overlay,
    ]

    /// The Deployment as it has to stand once its sidecar is moved and pinned: nothing else differs.
    static func pinnedDeployment(_ digest: String) -> String {
        deployment.replacing("\(source):\(tag)", with: "\(target):\(tag)@\(digest)")
    }

    static func pinnedValues(_ digest: String) -> String {
        values
            .replacing("registry: gcr.io", with: "registry: \(targetHost)")
            .replacing(sourceRepository, with: targetRepository)
            .replacing(#"digest: """#, with: #"digest: "\#(digest)""#)
    }

    private static let configuration = """
        apiVersion: pinnace.dev/v1alpha1
        kind: Config
        platforms: [linux/amd64]
        rewrites:
          - from: gcr.io/cloud-sql-connectors/{image}
            to: us-central1-docker.pkg.dev/authentic-prod-464216/shared-images-repo/{image}

        """

    private static let deployment = """
        # El portal de candidatos, con el proxy de Cloud SQL al lado.
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: authenticfarma-candidatos, namespace: prod}
        spec:
          selector:
            matchLabels: &labels {app: candidatos}
          template:
            metadata: {labels: *labels}
            spec:
              containers:
                - name: cloud-sql-proxy
                  image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8.0'   # la misma versión en todas partes
                  args: ["--port=5432"]

        """

    private static let template = """
        apiVersion: v1
        kind: Pod
        metadata: {name: proxy}
        spec:
          containers:
            - name: cloud-sql-proxy
              {{- with .Values.image }}
              image: "{{ .registry }}/{{ .repository }}:{{ .tag }}{{ with .digest }}@{{ . }}{{ end }}"
              {{- end }}

        """

    private static let values = """
        image:
          registry: gcr.io
          repository: cloud-sql-connectors/cloud-sql-proxy
          tag: "2.8.0"
          digest: ""

        """

    private static let job = """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: cloud-sql-proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8.0

        """

    private static let overlay = """
        resources:
          - ../base
        images:
          - name: gcr.io/cloud-sql-connectors/cloud-sql-proxy
            newName: gcr.io/cloud-sql-connectors/cloud-sql-proxy
            newTag: "2.8.0"  # producción

        """
}
