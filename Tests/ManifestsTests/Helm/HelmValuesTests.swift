import Manifests
import Testing

@Suite struct HelmValuesTests {
    @Test(arguments: [
        ("values.yaml", true), ("c/values-prod.yaml", true), ("values.eu.yml", true), ("prod-values.yaml", true),
        ("docs/values.adoc.yaml", false), ("values.md.yaml", false), ("values.schema.yaml", false),
        ("value.yaml", false),
    ])
    func names(path: String, isValues: Bool) {
        #expect(HelmValuesFile.isValuesFile(RepositoryPath(path)!) == isValues)
    }

    private static let hex = String(repeating: "ab", count: 32)

    @Test(arguments: [
        ("image:\n  repository: a/b\n  tag: v1\n", ["image: a/b:v1"]),
        ("image:\n  registry: r.io\n  repository: a/b\n  tag: v1\n", ["image: r.io/a/b:v1"]),
        ("image:\n  registry: r.io\n  name: a/b\n  version: v1\n", ["image: r.io/a/b:v1"]),
        ("image:\n  registry: r.io\n  image: a/b\n  tag: v1\n", ["image: r.io/a/b:v1"]),
        ("image: {repository: a/b, tag: v1}\n", ["image: a/b:v1"]),
        ("image:\n  repository: a/b\n  tag: v1\n  sha: \(hex)\n", ["image: a/b:v1@sha256:\(hex)"]),
        ("image:\n  repository: a/b\n  tag: v1\n  digest: sha256:\(hex)\n", ["image: a/b:v1@sha256:\(hex)"]),
        ("image:\n  repository: a/b:v1\n  pullPolicy: Always\n", ["image: a/b:v1"]),
        ("tool:\n  repository: r.io/a\n  image: b\n  version: v1\n", ["tool: r.io/a/b:v1"]),
        ("tool:\n  repository: r.io/a\n  image: b\n  version: \"\"\n", ["tool: r.io/a/b"]),
        (
            "tool:\n  repository: r.io/a\n  image: b\n  part: {repository: r.io/c, image: d, version: v2}\n",
            ["tool: r.io/a/b", "tool.part: r.io/c/d:v2"]
        ),
        ("sidecar:\n  repository: a/b\n  tag: v1\n", ["sidecar: a/b:v1"]),
        ("proxyImage: a/b:v1\n", ["proxyImage: a/b:v1"]),
        ("proxyImage: a/b\nproxyImageTag: v1\n", ["proxyImage: a/b:v1"]),
        ("proxyImage: a/b\nproxyTag: v1\n", ["proxyImage: a/b:v1"]),
        ("image: a/b\nimageTag: v1\n", ["image: a/b:v1"]),
        ("image: a/b\ntag: v1\n", ["image: a/b:v1"]),
        ("image: a/b\n", ["image: a/b"]),
        ("images:\n  hub:\n    image: hub\n    tag: v1\n    registry: r.io/t\n", ["images.hub.image: r.io/t/hub:v1"]),
        ("proxyImage: h.io/b\nproxyRegistry: r.io\nproxyTag: v1\n", ["proxyImage: h.io/b:v1"]),
        ("proxyImage: b\nproxyRegistry: r.io\nproxyTag: v1\n", ["proxyImage: r.io/b:v1"]),
        ("containers:\n  - name: x\n    image: nginx\n", ["containers[0].image: nginx"]),
        ("images:\n  - a/b:v1\n  - c/d@sha256:\(hex)\n", ["images[0]: a/b:v1", "images[1]: c/d@sha256:\(hex)"]),
        ("images:\n  operator: a/b:v1\n  count: 3\n", ["images.operator: a/b:v1"]),
        ("images:\n  operator: r.io/a/b:v1\n", ["images.operator: r.io/a/b:v1"]),
        (
            "global:\n  imageRegistry: g.io\nimage:\n  registry: r.io\n  repository: a/b\n  tag: v1\n",
            ["image: g.io/a/b:v1"]
        ),
        ("global:\n  image:\n    registry: g.io\nimage:\n  repository: a/b\n  tag: v1\n", ["image: g.io/a/b:v1"]),
        (
            "global:\n  imageRegistry: g.io\nimage:\n  repository: h.io/a/b\n  tag: v1\n", ["image: h.io/a/b:v1"]
        ),
        ("imageRegistry: q.io\nimage:\n  name: ctl\n  tag: v1\n", ["image: {{ .Values.imageRegistry }}/ctl:v1"]),
        ("registry: q.io\nimage:\n  repository: h.io/a\n  tag: v1\n", ["image: h.io/a:v1"]),
        ("registry: q.io\nimage:\n  registry: r.io\n  repository: a/b\n  tag: v1\n", ["image: r.io/a/b:v1"]),
        (
            "global:\n  registry: q.io\nagentImage: agent\nagentImageTag: v1\n",
            ["agentImage: {{ .Values.global.registry }}/agent:v1"]
        ),
        ("registry: # chosen\nimage:\n  name: agent\n  tag: v1\n", ["image: {{ .Values.registry }}/agent:v1"]),
        ("registry:\nimage:\n  repository: redis\n  tag: v1\n", ["image: redis:v1"]),
        ("registry: \"\"\nimage:\n  name: redis\n  tag: v1\n", ["image: redis:v1"]),
        ("registry:\n  replicas: 1\nimage:\n  name: redis\n  tag: v1\n", ["image: redis:v1"]),
        ("docker:\n  registry: q.io\nimage: app\ntag: v1\n", ["image: {{ .Values.docker.registry }}/app:v1"]),
        ("global:\n  hub: q.io\nimage: a/b\ntag: v1\n", ["image: a/b:v1"]),
        ("global:\n  hub: q.io\nimage: b\ntag: v1\n", ["image: {{ .Values.global.hub }}/b:v1"]),
        ("image:\n  repository: ghcr.io\n  image: team/app\n  tag: v1\n", ["image: ghcr.io/team/app:v1"]),
        ("image:\n  repository: r.io\n  name: app\n  tag: v1\n", ["image: r.io/app:v1"]),
        ("image:\n  repository: r.io\n  tag: v1\n", ["image: r.io/:v1"]),
        ("image:\n  registry: r.io\n  tag: v1\n", ["image: r.io/:v1"]),
        (
            "image:\n  registry: ~\n  defaultRegistry: r.io\n  repository: a/b\n  tag: v1\n", ["image: r.io/a/b:v1"]
        ),
        ("image:\n  registry: r.io/mirror\n", ["image: r.io/mirror/"]),
        ("image:\n  registry: r.io/team/app\n  tag: v1\n", ["image: r.io/team/app:v1"]),
        ("global:\n  imageRegistry: null\nimage:\n  repository: a/b\n  tag: v1\n", ["image: a/b:v1"]),
        ("x: &i\n  repository: a/b\n  tag: v1\nimage: *i\n", ["x: a/b:v1", "image: a/b:v1"]),
    ])
    func found(values: String, expected: [String]) {
        #expect(Set(HelmScan.references("values.yaml", values)) == Set(expected))
    }

    @Test(arguments: [
        "chart:\n  repository: https://charts.example.com\n  version: 1.2.3\n",
        "dependency:\n  repository: https://charts.example.com\n  tag: v1\n",
        "image:\n  pullPolicy: Always\n",
        "image: https://example.com/logo.png\n",
        "backgroundImage: logo.png\n",
        "image: true\n",
        "image:\n",
        "image: \"\"\n",
        "tag: [a, b]\nrepositoryImage:\n  tag: [a]\n",
        "git:\n  repository: git@github.com:o/r\n  tag: v1\n",
        "git:\n  repository: o/r.git\n  tag: v1\n",
        "image: /dev/sda\n",
        "interval:\n  image: 6h0m0s\n",
        "layout:\n  icon-image: sprite:arrow\n",
        "description: |\n  image: a/b:v1\n",
        "images:\n  repository: r.io/p\n  tag: v1\n",
        "[]\n",
        "",
    ])
    func noneFound(values: String) {
        #expect(HelmScan.references("values.yaml", values) == [])
    }

    @Test func whatManyNamesShareIsSaid() {
        let scan = HelmScan.scan("values.yaml", "images:\n  repository: r.io/p\n  tag: v1\n")
        #expect(
            scan.findings.map(\.message) == [
                "images.repository is put in front of the names of several images by the templates"
            ])
    }

    @Test(
        arguments: [
            (nil, ["image: a/b"]),
            (
                "image: {{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\n",
                ["image: a/b:2.0"]
            ),
            (
                "image: {{ .Values.image.repository }}:{{ .Values.image.tag | default (printf \"v%s\" .Chart.AppVersion) }}\n",
                ["image: a/b:v2.0"]
            ),
            ("image: {{ .Values.image.repository }}:{{ .Values.image.tag }}\n", ["image: a/b"]),
        ] as [(String?, [String])])
    func anEmptyTagIsTheChartsVersion(template: String?, expected: [String]) {
        var files = ["c/values.yaml": "image:\n  repository: a/b\n  tag: \"\"\n"]
        if let template {
            files["c/Chart.yaml"] = "name: c\nappVersion: \"2.0\"\n"
            files["c/templates/d.yaml"] = template
        }
        #expect(HelmScan.references(files).filter { !$0.contains("{{") } == expected)
    }

    @Test func aChartInARegistryIsReported() {
        let chart =
            "dependencies:\n  - name: redis\n    version: 1.2.3\n    repository: oci://r.io/charts\n"
            + "  - name: web\n    version: 1.0.0\n    repository: https://charts.example.com\n"
        #expect(HelmScan.references("Chart.yaml", chart) == ["dependencies[0]: r.io/charts/redis:1.2.3"])
    }
}
