import Manifests
import Testing

@Suite struct ChartTemplateTests {
    @Test(arguments: [
        ("image: a/b:v1 # why\n{{ x }}", ["a/b:v1"]),
        ("{{ x }}\n  - image: \"a/b:v1\"\n", ["a/b:v1"]),
        ("{{ x }}\n    image: '{{ .Values.image.repository }}:v1'\n", ["{{ .Values.image.repository }}:v1"]),
        ("image: {{ .Values.image | quote }}\n", ["{{ .Values.image | quote }}"]),
        ("image:\n  {{ x }}\n", []),
        ("{{/*\nimage: a/b:v1\n*/}}\n", []),
        ("{{- /* image:\nimage: a/b:v1\n*/ -}}\nimage: a/c:v1\n", ["a/c:v1"]),
        ("{{ x }}\n- path: apps/*\n  image: a/b:v1\n", ["a/b:v1"]),
        ("# image: a/b:v1\n{{ x }}", []),
        (
            "{{ x }}\nargs:\n- --reloader=r.io/p/reloader:v{{ .Values.v }} # r.io/no:1\n",
            ["r.io/p/reloader:v{{ .Values.v }}"]
        ),
        ("{{ x }}\n# r.io/no:1\nvalue: r.io/a/b:1\ndescription: r.io/no:2\n", ["r.io/a/b:1"]),
        ("{{ x }}\nkind: CustomResourceDefinition\nexample: r.io/a/b:1\n", []),
        ("image: string\n{{ x }}", []),
        ("image: auto\n{{ x }}", []),
        ("{{ x }}\nimage: ${REPO}/app:v1\n", ["${REPO}/app:v1"]),
        ("{{ x }}\nimage: '{{ .Values.a }}:{{\n  .Values.b }}'\n", ["{{ .Values.a }}:{{"]),
        (
            "{{ x }}\ndata:\n  agent: |-\n    \"image\" : \"a/agent:v1\",\n    \"image\": \"proxy\",\n",
            ["a/agent:v1"]
        ),
        (
            "{{ x }}\n  status:\n    images:\n{{ end }}\n    - r.io/a:1\n    image: b:1\n  spec: r.io/c:1\n",
            ["r.io/c:1"]
        ),
        ("{{ x }}\na/init-containers: '[\n  {\"image\": \"a/b:{{ .Values.tag }}\"}]'\n", ["a/b:{{ .Values.tag }}"]),
    ])
    func lines(template: String, expected: [String]) {
        let scan = HelmScan.scan("c/templates/d.yaml", template)
        #expect(scan.occurrences.map { $0.parts.sites[0].value } == expected)
        #expect(scan.findings.isEmpty)
    }

    private static func use(_ templates: String...) -> HelmCharts.TagUse {
        let scans = templates.enumerated().map { HelmScan.scan("c/templates/t\($0).yaml", $1) }
        return HelmCharts(scans).tagUse(of: "image.tag", in: RepositoryPath("c")!)
    }

    @Test(arguments: [
        "image: \"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\"\n",
        "image: {{ printf \"%s:%s\" .Values.image.repository .Values.image.tag }}\n",
        "{{ with .Values.image }}\nimage: {{ .repository }}:{{ .tag }}\n{{ end }}",
        "{{- $image := .Values.image -}}\nimage: {{ $image.repository }}:{{ $image.tag }}\n",
        "{{- $tag := .Values.image.tag | default .Chart.AppVersion }}\nimage: x/{{ .Values.n }}:{{ $tag }}\n",
        "{{ define \"x.image\" }}{{ .image.repository }}:{{ .image.tag }}{{ end }}\nimage: {{ include \"x.image\" (dict \"image\" .Values.image \"x\" $) }}\n",
        "{{ define \"x.image\" }}{{ printf \"%s:%s\" .repository .tag }}{{ end }}\nimage: {{ include \"x.image\" .Values.image }}\n",
        "image: {{ include \"common.images.image\" (dict \"imageRoot\" .Values.image \"global\" .Values.global) }}\n",
        "{{ if .Values.image.tag }}\nimage: a/b:{{ .Values.image.tag }}\n{{ end }}",
    ])
    func tagsInImages(template: String) {
        #expect(Self.use(template) == .imageOnly)
    }

    @Test(arguments: [
        ("image: a:{{ .Values.image.tag }}\nversion: {{ .Values.image.tag | quote }}\n", 2),
        ("{{ if semverCompare \">=1.2\" .Values.image.tag }}\n{{ end }}", 1),
        ("name: web-{{ .Values.image.tag }}\n", 1),
        ("{{ define \"x.version\" }}\n{{ .tag }}{{ end }}\nlabel: {{ include \"x.version\" .Values.image }}\n", 2),
        ("{{ with .Values.image }}\nlabel: {{ .tag }}\n{{ end }}", 2),
        ("{{ $t := .Values.image.tag }}\nlabel: {{ $t }}\n", 2),
    ])
    func tagsElsewhere(template: String, line: Int) {
        #expect(Self.use(template) == .elsewhere(file: RepositoryPath("c/templates/t0.yaml")!, line: line))
    }

    /// A carriage return and a line feed are one character of a string.
    @Test func linesMayEndWithCarriageReturns() {
        let template =
            "image: a:{{ .Values.image.tag }}\r\n# .repository\r\nversion: {{ .Values.image.tag | quote }}\r\n"
        #expect(Self.use(template) == .elsewhere(file: RepositoryPath("c/templates/t0.yaml")!, line: 3))
    }

    /// Each that is called calls all of them again.
    @Test func templatesThatCallOneAnotherEnd() {
        let calls = (0..<100).map { "{{ include \"a\" (dict \"k\($0)\" .image) }}{{ include \"a\" . }}\n" }.joined()
        let template =
            "{{ define \"a\" }}\n\(calls){{ end }}{{ include \"a\" .Values }}\nimage: {{ .Values.image.tag }}\n"
        #expect(Self.use(template) == .imageOnly)
    }

    @Test func noTemplateSaysAnything() {
        #expect(Self.use("{{ .Values.other }}") == .unknown)
    }
}
