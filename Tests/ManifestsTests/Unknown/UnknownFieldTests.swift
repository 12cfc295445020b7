import ImageModel
import Manifests
import Testing

/// What is told to be an image where no locator knows the field: reported, with what it is.
@Suite struct UnknownFieldTests {
    /// A path, a text, and what is found.
    @Test(arguments: [
        (
            "cr.yaml", "apiVersion: x.dev/v1\nkind: Proxy\nspec: {image: a/b:1, initImage: c, proxy: r.io/p:2}\n",
            ["spec.image: a/b:1 (unknown-field)", "spec.proxy: r.io/p:2 (unknown-field)"]
        ),
        (
            "cr.yaml",
            "apiVersion: x.dev/v1\nkind: Builder\nspec: {output: {image: r.io/made:1}, sources: ['r.io/list:1']}\n",
            ["spec.sources[0]: r.io/list:1 (unknown-field)"]
        ),
        (
            "cr.yaml",
            "apiVersion: x.dev/v1\nkind: P\nspec: {image: r.io/a/b, fooImage: r.io/c, b: {image: a.io/l.png}}\n",
            ["spec.image: r.io/a/b (unknown-field)"]
        ),
        ("run.sh", "kubectl apply -f - <<X\n  image: a/b:1\n  image: $IMAGE\nX\n", ["command: a/b:1 (command-line)"]),
        (
            "run.sh", "kubectl apply -f - <<X\n  - image: a/b\n    image: curl \n  image: true\nX\nimage: made\n",
            ["command: a/b (command-line)", "command[1]: curl (command-line)"]
        ),
        (
            "a.env",
            "WEB_IMAGE=a/web:1\nIMAGE ?= \"b:2\" # c\nIMAGE=x\nIMAGE=$A:1\nIMAGES=a:1\nIMAGE=a:1;b\nexport base_image=c:3\n",
            ["command: a/web:1 (command-line)", "command[1]: b:2 (command-line)", "command[2]: c:3 (command-line)"]
        ),
        ("notes.sh", "echo \"use \\`r.io/a/b:1\\` or r.io/a/b:2\"\n", ["command: r.io/a/b:2 (command-line)"]),
        ("pull.sh", "docker pull $@\npodman run $*\n", []),
        (
            "record.json",
            "[{\"web_image\": \"a:1\", \"container_id\": \"b\"}, {\"image\": \"a/b\", \"ports\": [\"80\"]}]\n",
            ["[1].image: a/b (unknown-field)"]
        ),
        (
            "annotations.yaml",
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              annotations: {x.dev/image: 'a:1', y.dev/imagePolicy: 'b:1'}
            spec:
              template:
                metadata:
                  annotations:
                    sidecar.istio.io/proxyImage: r.io/proxy:1
                    pod.beta.kubernetes.io/init-containers: '[{"name": "a", "image": "c:1"}]'
            """,
            [
                "metadata.annotations.x.dev/image: a:1 (unknown-field)",
                "spec.template.metadata.annotations.sidecar.istio.io/proxyImage: r.io/proxy:1 (unknown-field)",
                "spec.template.metadata.annotations.pod.beta.kubernetes.io/init-containers.image: c:1 (unknown-field)",
            ]
        ),
        (
            "csv.yaml",
            """
            apiVersion: operators.coreos.com/v1alpha1
            kind: ClusterServiceVersion
            metadata:
              annotations:
                alm-examples: |-
                  [{"kind": "A", "spec": {"image": "memcached:1.5", "other": "r.io/p/a:1"}}]
            """,
            [
                "metadata.annotations.alm-examples: memcached:1.5 (command-line)",
                "metadata.annotations.alm-examples: r.io/p/a:1 (command-line)",
            ]
        ),
        (
            "values.yaml", "runtimes: '[\n  {\"image\": \"k/go:1\"},\n  {\"image\": \"k/java\"}]'\n",
            ["runtimes.image: k/go:1 (unknown-field)"]
        ),
        ("list.yaml", "- name: a\n  image: a/b:1\n", ["[0].image: a/b:1 (unknown-field)"]),
        ("style.json", "{\"layers\": [{\"layout\": {\"icon-image\": \"basics:arrow\"}}]}", []),
        (
            "group.yaml", "apiVersion: kro.run/v1alpha1\nkind: G\nspec: {schema: {image: string, resources: string}}\n",
            []
        ),
        (
            "lock.yaml",
            "apiVersion: x.dev/v1\nkind: L\nspec: {export: [{image: r.io/e:1}], list: [{annotations: {id: r.io/o:1}}]}\n",
            []
        ),
        (
            "inline.yaml",
            """
            apiVersion: x.dev/v1
            kind: App
            spec:
              paths:
                a.yml: |
                  kind: Deployment
                  image: "r.io/a:1"
            """, ["spec.paths.a.yml.image: r.io/a:1 (unknown-field)"]
        ),
        (
            "tasks.yaml",
            """
            - name: apply
              shell: |
                kubectl apply -f - <<X
                apiVersion: v1
                spec: {containers: [{image: no}]}
                  - image: a/b
                    name: c
                X
            - text: |
                  image: none
            """, ["[0].shell.image: a/b (unknown-field)"]
        ),
        (
            "policy.yaml",
            """
            apiVersion: kyverno.io/v1
            kind: ClusterPolicy
            spec: {rules: [{validate: {pattern: {image: "r.io/*:v1"}}, mutate: {image: 'r.io/app:1'}}]}
            """, []
        ),
        (
            "status.yaml", "apiVersion: x.dev/v1\nkind: Proxy\nstatus: {image: a/b:1, imageID: 'sha256:ab'}\n", []
        ),
        (
            "template.yaml", "apiVersion: x.dev/v1\nkind: P\nspec: {image: 'r.io/a:{{ v }}', fooImage: '{{ v }}'}\n",
            ["spec.image: r.io/a:{{ v }} (unknown-field)"]
        ),
        (
            "defaults/main.yml", "web_image: docker.io/library/web:2\nlogo_image: a.png\nport: '10.0.0.1:80'\n",
            ["web_image: docker.io/library/web:2 (unknown-field)"]
        ),
        (
            "pod.yaml", "kind: Pod\nspec:\n  containers:\n  - name: a\n    image: agent\n",
            ["spec.containers[0].image: agent"]
        ),
        (
            "tasks.json", #"{"image": "a/b:1", "icon": "https://x.io/a:1", "list": [{"image": "c@x"}]}"#,
            ["image: a/b:1 (unknown-field)"]
        ),
        (
            "map.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            data:
              agents.conf: |
                name: x
                image: a/agent:3
                image: none
            """, ["data.agents.conf.image: a/agent:3 (unknown-field)"]
        ),
        (
            "kserve.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            data:
              explainers: |-
                {"art": {"image" : "kserve/art-explainer", "defaultImageVersion": "latest"}}
              logos: |-
                {"image": "some/thing"}
            """, ["data.explainers.image: kserve/art-explainer (unknown-field)"]
        ),
        (
            "run.yaml",
            """
            apiVersion: x.dev/v1
            kind: Run
            spec:
              parameters:
              - value: '{"args":["x"],"image":"r.io/step:1"}'
              - value: '{{image}}: a'
            """, ["spec.parameters[0].value.image: r.io/step:1 (unknown-field)"]
        ),
        (
            "values.yaml",
            """
            kubectl: r.io/tools/kubectl:1.2
            url: https://r.io/a:1
            images: [r.io/listed:1]
            podSpecs:
              one.yaml: |
                containers:
                - image: docker:29-dind
            """,
            [
                "kubectl: r.io/tools/kubectl:1.2 (unknown-field)", "images[0]: r.io/listed:1",
                "podSpecs.one.yaml.image: docker:29-dind (unknown-field)",
            ]
        ),
        (
            "Chart.yaml",
            "name: a\nannotations:\n  artifacthub.io/images: |\n    - name: a\n      image: r.io/a:1\n",
            ["annotations.artifacthub.io/images.image: r.io/a:1 (unknown-field)"]
        ),
        (
            "fn.yaml",
            """
            apiVersion: examples.dev/v1
            kind: Transformer
            metadata:
              annotations:
                config.kubernetes.io/function: |
                  container:
                    image: r.io/fn:1
            """, ["metadata.annotations.config.kubernetes.io/function.image: r.io/fn:1"]
        ),
    ])
    func found(_ path: String, _ text: String, _ expected: [String]) throws {
        let scan = try BuildScan(path, text)
        #expect(scan.found == expected)
        #expect(scan.scan.findings.isEmpty)
        #expect(try scan.rewritten() == scan.expected())
    }

    /// A file of another tool's template language, whose lines are read though it cannot be parsed.
    @Test func aTemplateThatIsNoYAML() throws {
        let scan = try BuildScan(
            "jobs/run.yaml", "{% if a %}\n- image: \"r.io/a:1\"\n- image: 'r.io/b:{{ tag }}'\n{% endif %}\n")
        #expect(scan.found == ["image: r.io/a:1", "image: r.io/b:{{ tag }}"])
        #expect(scan.scan.findings.map(\.reason) == [.unparsable])
    }

    /// Names between `@` for sed: `@` starts no plain scalar.
    @Test func aTemplateForSed() throws {
        let scan = try BuildScan(
            "sts.yaml",
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: @STS@\nspec:\n  image: 'busybox:1'\n")
        #expect(scan.found == ["image: busybox:1"])
        #expect(scan.scan.findings.map(\.reason) == [.unparsable])
    }

    @Test(arguments: [
        "suite: a\ntests:\n- set: {image: 'r.io/a:1'}\n  asserts: []\n",
        "tests:\n- set: {extraContainers: [{name: a, image: busybox}]}\n  asserts: [{equal: {apiVersion: v1}}]\n",
    ])
    func aChartsOwnTestsAreLeftOut(_ text: String) throws {
        #expect(try BuildScan("tests/a_test.yaml", text).found.isEmpty)
    }

    @Test func valuesOfAPatchInCapitals() throws {
        let pod = "spec: {containers: [{name: a, env: [{name: DRIVER_IMAGE, value: 'r.io/driver:1'}]}]}"
        let scan = try BuildScan("patch.yaml", "apiVersion: v1\nkind: Pod\n\(pod)\n")
        #expect(scan.found == ["spec.containers[0].env[0].value: r.io/driver:1 (command-line)"])
    }

    @Test func aFoldedValueIsWhole() {
        let text = "apiVersion: x.dev/v1\nkind: App\nspec:\n  initImage: >-\n    r.io/b:1\n"
        #expect(LocatedText(text).references == ["?spec.initImage: r.io/b:1"])
    }

    /// The user's rules reach files without objects by the kind `*`.
    @Test func aRuleMakesItAField() throws {
        var options = LocatorOptions()
        options.rules = [CustomFieldRule(kind: "*", path: try FieldPattern("web_image"), value: .reference)]
        let located = LocatedText("web_image: r.io/web:2\nother_image: r.io/o:1\n", options: options)
        #expect(located.scan.occurrences.map(\.kind) == [.unknownField, .field])
        #expect(located.references == ["?other_image: r.io/o:1", "web_image: r.io/web:2"])
    }

    /// What an interface answers, for example.
    @Test(arguments: ["openapi: 3.1.0", "swagger: '2.0'"])
    func descriptionsOfInterfaces(version: String) throws {
        let text = "\(version)\npaths: {/a: {get: {examples: {web: {image: 'a/web:1', container: web}}}}}\n"
        #expect(try BuildScan("api.yaml", text).found.isEmpty)
    }

    /// Services of Compose in a text that some machine writes to its disk.
    @Test func composeInAText() throws {
        let text = "files:\n- path: /c\n  content: |\n    services:\n      a:\n        image: b/c\n"
        #expect(try BuildScan("cloud-init.yaml", text).found.map { $0.split(separator: " ")[1] } == ["b/c"])
    }
}
