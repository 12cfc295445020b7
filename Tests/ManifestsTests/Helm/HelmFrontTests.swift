import Manifests
import Testing

/// What a chart's templates put before and behind the names of its values.
@Suite struct HelmFrontTests {
    private static func references(_ template: String, _ values: String) -> [String] {
        HelmScan.references([
            "c/Chart.yaml": "name: c\nappVersion: \"2.0\"\n", "c/templates/d.yaml": template, "c/values.yaml": values,
        ]).filter { $0.hasPrefix("image:") && !$0.contains(".Values.image") }
    }

    private static let tools =
        "{{- define \"c.ref\" -}}\n{{- $root := first . -}}\n{{- $part := last . -}}\n"
        + "{{- printf \"%s/%s:%s\" ( $part.hub | default $root.Values.global.hub ) $part.image $part.tag }}\n{{- end }}\n"

    @Test(
        arguments: [
            (
                "image: {{ .Values.global.registry }}/{{ .Values.image.name }}:{{ .Values.image.tag }}\n",
                "image: {name: app, tag: v1}\n", "image: {{ .Values.global.registry }}/app:v1"
            ),
            (
                "image: {{ required \".Values.global.registry is missing\" $.Values.global.registry }}/{{ required \".Values.image.name is missing\" .Values.image.name }}:{{ .Values.image.tag }}\n",
                "image: {name: app, tag: v1}\n", "image: {{ .Values.global.registry }}/app:v1"
            ),
            (
                "image: {{ .Values.global.registry }}/{{ index .Values \"image\" }}:{{ .Values.imageTag }}\n",
                "image: app\nimageTag: v1\n", "image: {{ .Values.global.registry }}/app:v1"
            ),
            ("image: {{ .Values.image }}\n", "image: app\n", "image: app"),
            ("image: \"{{ .Values.image }}\"\n", "image: app\n", "image: app"),
        ])
    func references(template: String, values: String, expected: String) {
        #expect(Self.references(template, values) == [expected])
    }

    @Test(arguments: [
        (
            "image: {{ include \"c.ref\" ( tuple $ .Values.web ) }}\n" + tools, "web:\n  image: app\n  tag: v1\n",
            "web.image: {{ $part.hub | default $root.Values.global.hub }}/app:v1"
        ),
        (
            "image: {{ .Values.hub | default .Values.global.hub }}/{{ .Values.image | default \"pilot\" }}:{{ .Values.tag }}\n",
            "_internal_defaults_do_not_set:\n  hub: \"\"\n  image: pilot\n  tag: v1\n",
            "_internal_defaults_do_not_set.image: {{ .Values.hub | default .Values.global.hub }}/pilot:v1"
        ),
    ])
    func handedOn(template: String, values: String, expected: String) {
        let found = HelmScan.references([
            "c/Chart.yaml": "name: c\n", "c/templates/d.yaml": template, "c/values.yaml": values,
        ])
        #expect(found.contains(expected))
    }

    /// Values whose chart is not known, at a path that a chart at hand reads.
    @Test func valuesWithoutTheirChart() {
        let found = HelmScan.references([
            "charts/web/Chart.yaml": "name: web\n",
            "charts/web/templates/d.yaml":
                "image: {{ .Values.docker.registry }}/{{ .Values.app.image }}:{{ .Values.app.version }}\n",
            "deploy/a/values.yaml": "app:\n  image: team/web\n  version: v1\nimage:\n  repository: a/b\n  tag: v1\n",
        ])
        #expect(found.contains("app.image: {{ .Values.docker.registry }}/team/web:v1"))
        #expect(found.contains("image: a/b:v1"))
    }

    @Test func aRegistryOfTheLayerBelow() {
        let found = HelmScan.references([
            "a/values.yaml": "docker:\n  registry: r.io\napp: {image: web, version: v1}\n",
            "a/values-prod.yaml": "job:\n  image: team/job\n  version: v1\n",
        ])
        #expect(found.contains("job.image: {{ .Values.docker.registry }}/team/job:v1"))
    }
}
