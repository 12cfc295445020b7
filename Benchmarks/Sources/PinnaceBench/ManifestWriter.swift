/// Writes one manifest in the manner of people: comments, quotes here and there, lists at either indentation.
struct ManifestWriter {
    enum Kind: String {
        case deployment, statefulSet, service, configMap, role, ingress, values, plainValues

        /// - Parameter place: tells files of one kind in one folder apart.
        func fileName(_ place: Int) -> String {
            switch self {
            case .values: "values.yaml"
            case .plainValues: "values-prod.yaml"
            default: "\(place)-\(rawValue.lowercased()).yaml"
            }
        }
    }

    private var numbers: SeededNumbers
    private let name: String
    private var lines: [String] = []

    init(seed: UInt64, index: Int) {
        numbers = SeededNumbers(seed: seed)
        name = "app-\(index)"
    }

    mutating func text(_ kind: Kind) -> String {
        switch kind {
        case .deployment, .statefulSet: workload(kind == .deployment ? "Deployment" : "StatefulSet")
        case .service: services()
        case .configMap: configMap()
        case .role: roles()
        case .ingress: ingress()
        case .values: values(withReference: true)
        case .plainValues: values(withReference: false)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ManifestWriter {
    private mutating func add(_ text: String) {
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private mutating func header(_ version: String, _ kind: String) {
        add(
            """
            apiVersion: \(version)
            kind: \(kind)
            metadata:
              name: \(name)
              namespace: \(numbers.pick(["default", "payments", "shop", "monitoring"]))
              labels:
                app: \(name)
                app.kubernetes.io/part-of: \(numbers.pick(["shop", "core", "platform"]))
                tier: \(numbers.pick(["frontend", "backend", "\"cache\""]))
            """)
    }

    private var reference: String {
        mutating get {
            let registry = numbers.pick(["gcr.io/acme", "docker.io/library", "quay.io/acme/tools", "registry.k8s.io"])
            return "\(registry)/\(name):v\(numbers.number(below: 9)).\(numbers.number(below: 40)).0"
        }
    }

    private mutating func workload(_ kind: String) {
        header("apps/v1", kind)
        add("spec:\n  replicas: \(1 + numbers.number(below: 5))\n  selector:\n    matchLabels:\n      app: \(name)")
        if kind == "StatefulSet" { add("  serviceName: \(name)") }
        add("  template:\n    metadata:\n      labels:\n        app: \(name)\n    spec:\n      containers:")
        if numbers.number(below: 3) == 0 { add("      # the only container") }
        add("      - name: main")
        let image = reference
        add("        image: " + numbers.pick([image, image, "\"\(image)\"", "\(image) # pinned by hand"]))
        add("        ports:\n        - containerPort: 8080\n          name: http\n        env:")
        for index in 0..<(5 + numbers.number(below: 6)) {
            add(
                "        - name: SETTING_\(index)\n          value: \(numbers.pick(["\"8080\"", "debug", "http://db:5432", "'on'"]))"
            )
        }
        add(
            """
                    resources:
                      requests:
                        cpu: 100m
                        memory: 64Mi
                      limits:
                        cpu: 200m
                        memory: 128Mi
                    readinessProbe:
                      httpGet: {path: /healthz, port: 8080}
                      periodSeconds: 10
            """)
    }

    private mutating func services() {
        header("v1", "Service")
        add("spec:\n  type: ClusterIP\n  selector:\n    app: \(name)\n  ports:")
        for index in 0..<(14 + numbers.number(below: 8)) {
            add(
                "  - name: port-\(index)\n    port: \(8000 + index)\n    targetPort: \(9000 + index)\n    protocol: TCP"
            )
        }
    }

    private mutating func configMap() {
        header("v1", "ConfigMap")
        add("data:")
        for index in 0..<(30 + numbers.number(below: 20)) {
            add("  SETTING_\(index): \(numbers.pick(["\"true\"", "info", "http://cache:6379/0", "'30'"]))")
        }
        add("  app.conf: |")
        for index in 0..<8 { add("    listen \(8000 + index)") }
    }

    private mutating func roles() {
        header("rbac.authorization.k8s.io/v1", "Role")
        add("rules:")
        for _ in 0..<(10 + numbers.number(below: 6)) {
            let resource = numbers.pick(["pods", "services", "configmaps", "secrets"])
            add("- apiGroups: [\"\"]\n  resources: [\"\(resource)\"]\n  verbs: [\"get\", \"list\", \"watch\"]")
        }
    }

    private mutating func ingress() {
        header("networking.k8s.io/v1", "Ingress")
        add("spec:\n  ingressClassName: nginx\n  rules:")
        for index in 0..<(5 + numbers.number(below: 3)) {
            add(
                """
                  - host: \(name)-\(index).example.com
                    http:
                      paths:
                      - path: /
                        pathType: Prefix
                        backend:
                          service:
                            name: \(name)
                            port:
                              number: 8080
                """)
        }
    }

    private mutating func values(withReference: Bool) {
        add("# Values of \(name).\nreplicaCount: \(1 + numbers.number(below: 4))")
        if withReference {
            add(
                "image:\n  repository: gcr.io/acme/\(name)\n  tag: \"1.\(numbers.number(below: 30)).0\"\n  pullPolicy: IfNotPresent"
            )
        }
        for index in 0..<(9 + numbers.number(below: 5)) {
            add(
                """
                feature\(index):
                  enabled: \(numbers.pick(["true", "false"]))
                  # Requests a second before the next is refused.
                  limit: \(numbers.number(below: 1_000))
                  hosts: [\(name).example.com, "other.example.com"]
                  labels: {}
                """)
        }
    }
}
