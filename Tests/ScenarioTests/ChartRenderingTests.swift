import PinnaceTestSupport
import Testing

/// A values file is edited, and the chart is rendered before and after: the image is the pinned one, and nothing else moved.
@Suite struct ChartRenderingTests {
    private static let host = TroubledRepository.host

    struct Shape: Sendable, CustomTestStringConvertible {
        let name: String
        let values: String
        let image: String
        var more = ""
        var testDescription: String { name }
    }

    static let shapes = [
        Shape(
            name: "a tag beside its repository",
            values: "image:\n  repository: \(host)/team/good\n  tag: 1.0.0 # of this week\n",
            image: #""{{ .Values.image.repository }}:{{ .Values.image.tag }}""#),
        Shape(
            name: "a registry, a repository and a tag",
            values: "image:\n  registry: \(host)\n  repository: team/good\n  tag: \"1.0.0\"\n",
            image: #""{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}""#),
        Shape(
            name: "a digest's own key",
            values: "image:\n  repository: \(host)/team/good\n  tag: 1.0.0\n  digest: \"\"\n",
            image: """
                "{{ .Values.image.repository }}:{{ .Values.image.tag }}\
                {{ with .Values.image.digest }}@{{ . }}{{ end }}"
                """),
        Shape(
            name: "a helper of its own", values: "app:\n  image: {repository: \(host)/team/good, tag: '1.0.0'}\n",
            image: #"{{ include "app.image" .Values.app.image | quote }}"#,
            more: #"{{- define "app.image" -}}{{ .repository }}:{{ .tag | default "none" }}{{- end }}"#),
        Shape(
            name: "a whole reference", values: "images:\n  good: \(host)/team/good:1.0.0\n",
            image: "{{ .Values.images.good }}"),
        Shape(
            name: "a template in the values",
            values:
                "tag: 1.0.0\nimage:\n  repository: \(host)/team/good\n  tag: 1.0.0\nargs: ['{{ .Release.Name }}']\n",
            image: #"{{ tpl (printf "%s:%s" .Values.image.repository .Values.image.tag) $ }}"#),
    ]

    private static func files(_ shape: Shape) -> [String: String] {
        [
            "chart/Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\nappVersion: 9.9.9\n",
            "chart/values.yaml": "# Of the team.\nreplicas:   2\n\(shape.values)",
            "chart/templates/_helpers.tpl": shape.more,
            "chart/templates/deployment.yaml": """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{ .Release.Name }}
              labels: {version: {{ .Chart.AppVersion | quote }}}
            spec:
              replicas: {{ .Values.replicas }}
              template:
                spec:
                  containers:
                    - name: app
                      image: \(shape.image)

            """,
        ]
    }

    @Test(arguments: shapes) func theImageIsThePinnedOneAndNothingElseMoved(_ shape: Shape) async throws {
        let repository = try await TroubledRepository(Self.files(shape))
        let chart = "\(repository.work.path)/chart"
        let before = try await ChartRenderer.render(chart)
        let reference = "\(Self.host)/team/good:1.0.0"
        #expect(before.contains(reference))
        try await repository.pinnace("reconcile", "--commit").checked()
        #expect(try await repository.work.git("diff", "--name-only", "HEAD~1", "HEAD").contains("chart/values.yaml"))
        let after = try await ChartRenderer.render(chart)
        #expect(after == before.replacing(reference, with: "\(reference)@\(repository.image.digest)"))
    }

    /// What lies over the chart's own values, as a release of it has it.
    @Test func valuesOverValuesAreRenderedAsPlanned() async throws {
        let shape = Self.shapes[0]
        var files = Self.files(shape)
        files["chart/values-prod.yaml"] = "image: {tag: 1.0.0}\nreplicas: 5\n"
        let repository = try await TroubledRepository(files)
        func rendered(_ work: GitFixture) async throws -> String {
            try await ChartRenderer.render("\(work.path)/chart", values: [work.read("chart/values-prod.yaml")])
        }
        let before = try await rendered(repository.work)
        try await repository.pinnace("reconcile", "--commit").checked()
        let reference = "\(Self.host)/team/good:1.0.0"
        #expect(
            try await rendered(repository.work)
                == before.replacing(reference, with: "\(reference)@\(repository.image.digest)"))
    }
}
