import Manifests
import Testing

@Suite struct ReleaseTests {
    private static let flux = """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: web, namespace: prod}
        spec:
          values:
            image:
              repository: a/b
              tag: v1
            main:
              containers:
                - {name: x, image: nginx}

        """

    private static func application(_ helm: String, path: String = "chart") -> String {
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web}\nspec:\n  source:\n    path: \(path)\n"
            + helm
    }

    @Test func fluxValues() {
        #expect(
            HelmScan.references("web.yaml", Self.flux) == [
                "spec.values.main.containers[0].image: nginx", "spec.values.image: a/b:v1",
            ])
        let scan = HelmScan.scan("web.yaml", Self.flux)
        #expect(scan.occurrences.map { $0.object?.description } == ["HelmRelease/prod/web", "HelmRelease/prod/web"])
    }

    @Test(arguments: [
        (
            "    helm:\n      parameters:\n        - {name: image.repository, value: a/b}\n        - name: image.tag\n          value: v1\n",
            ["spec.source.helm.parameters[1].value: a/b:v1"]
        ),
        (
            "    helm:\n      valuesObject:\n        image:\n          repository: a/b\n          tag: v1\n",
            ["spec.source.helm.valuesObject.image: a/b:v1"]
        ),
        (
            "    helm:\n      values: |\n        image:\n          repository: a/b\n          tag: 'v1' # why\n",
            ["spec.source.helm.values.image: a/b:v1"]
        ),
        ("    helm:\n      values: \"image: a/b:v1\"\n", ["spec.source.helm.values.image: a/b:v1"]),
        (
            "    kustomize:\n      images:\n        - app=r.io/app:v1\n        - app:v2\n",
            ["spec.source.kustomize.images[0]: r.io/app:v1", "spec.source.kustomize.images[1]: app:v2"]
        ),
    ])
    func argo(source: String, expected: [String]) {
        #expect(HelmScan.references("app.yaml", Self.application(source)) == expected)
    }

    @Test func applicationSetsAndChartsInRegistries() {
        let set = """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: web}
            spec:
              template:
                spec:
                  sources:
                    - repoURL: r.io/charts
                      chart: web
                      targetRevision: 1.2.3
                      helm:
                        valuesObject: {image: {repository: a/b, tag: v1}}

            """
        #expect(
            HelmScan.references("set.yaml", set) == [
                "spec.template.spec.sources[0].helm.valuesObject.image: a/b:v1",
                "spec.template.spec.sources[0]: r.io/charts/web:1.2.3",
            ])
    }

    /// A patch fills in the address, or it is no registry's at all.
    @Test(arguments: ["\"\"", "placeholder", "https://charts.example.com"])
    func argoChartsFromElsewhere(address: String) {
        let source = "    repoURL: \(address)\n    chart: web\n    targetRevision: 1.0.0\n"
        #expect(HelmScan.references("app.yaml", Self.application(source)) == [])
    }

    private static func filledIn(_ generators: String, _ source: String) -> String {
        """
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: web}
        spec:
          generators:
        \(generators)
          template:
            spec:
              source: \(source)

        """
    }

    @Test(arguments: [
        (
            "    - list: {elements: [{host: r.io/charts, v: 1.2.3}]}",
            ["spec.template.spec.source: r.io/charts/web:1.2.3"]
        ),
        (
            "    - matrix: {generators: [{list: {elements: [{host: 'oci://r.io/a', v: 1.0.0}, {host: r.io/b, v: 2.0.0}]}}]}",
            ["spec.template.spec.source: oci://r.io/a/web:1.0.0", "spec.template.spec.source: r.io/b/web:2.0.0"]
        ),
        // Read from elsewhere: the parameters are named.
        ("    - git: {files: [{path: a.json}]}", ["spec.template.spec.source: {{host}}/web:{{ .v }}"]),
        ("    - list: {elements: [{host: 'https://charts.example.com', v: 1.2.3}]}", []),
    ])
    func aChartWhoseRegistryAnApplicationSetFillsIn(_ generators: String, _ references: [String]) {
        let set = Self.filledIn(generators, "{repoURL: '{{host}}', chart: web, targetRevision: '{{ .v }}'}")
        let found = HelmScan.references("set.yaml", set)
        #expect(found.map { $0.replacing("oci://", with: "") } == references.map { $0.replacing("oci://", with: "") })
    }

    @Test func anImageThatAnApplicationSetSpellsOutIsWrittenThere() throws {
        let set = Self.filledIn(
            "    - list: {elements: [{image: 'a/b:v1'}, {image: 'a/b:v2'}]}",
            "{repoURL: x, path: y, kustomize: {images: ['{{image}}', 'c/d:{{tag}}']}}")
        let images = HelmScan.scan("set.yaml", set).occurrences
        #expect(
            images.map { $0.parts.sites.compactMap(\.value) } == [["a/b", "v1"], ["a/b", "v2"], ["c/d", "{{tag}}"]])
        #expect(Set(images.prefix(2).map(\.location)).count == 2)
    }

    /// Whether what a generator fills in is a registry stands elsewhere, and most often it is none.
    @Test func aRepositoryThatAnApplicationSetFillsInIsNoRegistry() {
        let set = """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: web}
            spec:
              generators:
                - clusters: {values: {repository: https://charts.example.com}}
              template:
                spec:
                  source: {repoURL: '{{values.repository}}', chart: web, targetRevision: 1.2.3}

            """
        #expect(HelmScan.references("set.yaml", set).isEmpty)
    }

    @Test func filesThatAreLaidOverAChart() {
        let files = [
            "chart/Chart.yaml": "name: c\n",
            "chart/values.yaml": "image:\n  repository: a/b\n  tag: v1\n",
            "env/prod.yaml": "kind: none\n",
            "env/values-prod.yaml": "image:\n  tag: v2\n",
            "apps/web.yaml": Self.application("    helm:\n      valueFiles: [../env/values-prod.yaml]\n"),
        ]
        let graph = RenderGraph(files.map { HelmScan.scan($0.key, $0.value) })
        let rendered = graph.contexts.map { "\($0.name) \($0.formula.rendered())" }
        #expect(rendered == ["chart/values.yaml a/b:v1", "env/values-prod.yaml :v2", "apps/web.yaml a/b:v2"])
    }

    @Test func generatedValuesOfARelease() {
        let files = [
            "kustomization.yaml":
                "configMapGenerator:\n  - name: web-values\n    files: [values.yaml=web-values.yaml]\n",
            "web-values.yaml": "image:\n  repository: a/b\n  tag: v1\n",
            "web.yaml": "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web}\nspec:\n"
                + "  valuesFrom: [{kind: ConfigMap, name: web-values}]\n  values:\n    image:\n      tag: v2\n",
        ]
        let graph = RenderGraph(files.map { HelmScan.scan($0.key, $0.value) })
        let rendered = graph.contexts.map { "\($0.name) \($0.formula.rendered())" }
        #expect(rendered == ["web-values.yaml a/b:v1", "web.yaml a/b:v2"])
    }

    @Test func artifactsOfFlux() {
        let source =
            "apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: web}\nspec:\n"
            + "  url: oci://r.io/charts/web\n  ref:\n    tag: 1.2.3\n"
        #expect(HelmScan.references("web.yaml", source) == ["spec.url: r.io/charts/web:1.2.3"])
    }

    /// Objects of one name in a file, and objects without one, are told apart.
    @Test func objectsOfOneNameAreSeveral() {
        let application = { (chart: String, tag: String) in
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            spec:
              source:
                chart: \(chart)
                repoURL: r.io/charts/
                targetRevision: 1.2.0
                helm:
                  valuesObject: {image: {repository: a/b, tag: \(tag)}}

            """
        }
        #expect(
            Set(HelmScan.references("apps.yaml", application("one", "v1") + "---\n" + application("two", "v2"))) == [
                "spec.source: r.io/charts/one:1.2.0", "spec.source.helm.valuesObject.image: a/b:v1",
                "spec.source: r.io/charts/two:1.2.0", "spec.source.helm.valuesObject.image: a/b:v2",
            ])
        let source = { (url: String, tag: String) in
            "apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: k}\n"
                + "spec:\n  url: oci://\(url)\n  ref:\n    tag: \(tag)\n"
        }
        #expect(
            HelmScan.references("sources.yaml", source("r.io/a", "v1") + "---\n" + source("r.io/b", "v2")) == [
                "spec.url: r.io/a:v1", "spec.url: r.io/b:v2",
            ])
    }

    /// A chart in a registry that is the source itself (Argo CD, "OCI").
    @Test func argoChartWithoutName() {
        let text = """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: a}
            spec:
              source: {repoURL: oci://r.io/charts/web, targetRevision: 1.2.0, path: .}

            """
        #expect(HelmScan.references("app.yaml", text) == ["spec.source: r.io/charts/web:1.2.0"])
    }

    /// What stands over an Application's source, in a file of its folder.
    @Test func argoOverrides() {
        let base = "image: {repository: a/b, tag: v1}\n"
        let overrides = "helm:\n  parameters:\n  - {name: image.tag, value: v2, forcestring: true}\n"
        #expect(
            Set(
                HelmScan.references([
                    "web/values.yaml": base, "web/Chart.yaml": "name: web\n", "web/.argocd-source-web.yaml": overrides,
                ])) == ["image: a/b:v1", "helm.parameters[0].value: a/b:v2"])
        let deployment = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: a}
            spec: {template: {spec: {containers: [{name: a, image: 'a/b:v1'}]}}}

            """
        #expect(
            HelmScan.references([
                "api/kustomization.yaml": "resources: [a.yaml]\n", "api/a.yaml": deployment,
                "api/.argocd-source.yaml": "kustomize:\n  images:\n  - a/b:v3\n",
            ]).contains("kustomize.images[0]: a/b:v3"))
    }
}
