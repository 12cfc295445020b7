import Manifests
import Testing

@Suite struct KustomizationTests {
    private static func found(_ path: String, _ text: String) -> [String] {
        let scan = FileLocator().scan(RepositoryPath(path)!, Array(text.utf8))
        let all = (scan.kustomization?.images ?? []) + scan.occurrences
        return all.map { occurrence in
            "\(occurrence.field): \(occurrence.parts.sites.compactMap(\.value).joined(separator: " "))"
        }
    }

    @Test(arguments: [
        ("images:\n  - name: a\n    newName: b\n    newTag: v1\n", ["images[0]: a b v1"]),
        ("images:\n  - name: a\n    tagSuffix: -x\n", ["images[0]: a -x"]),
        ("imageTags:\n  - name: a\n    newTag: v1\n", ["imageTags[0]: a v1"]),
        (
            "patches:\n  - target: {kind: Deployment, name: web}\n    patch: |-\n      - op: replace\n"
                + "        path: /spec/template/spec/containers/0/image\n        value: a:v1\n",
            ["spec.template.spec.containers[0].image: a:v1"]
        ),
        (
            "patches:\n  - patch: |-\n      - op: add\n        path: /spec/template/spec/containers/-\n"
                + "        value: {name: x, image: a:v1}\n",
            ["spec.template.spec.containers[-].image: a:v1"]
        ),
        (
            "patchesStrategicMerge:\n  - |-\n    apiVersion: v1\n    kind: Pod\n    spec:\n      containers:\n"
                + "        - image: a:v1\n",
            ["spec.containers[0].image: a:v1"]
        ),
        (
            "helmCharts:\n  - name: web\n    repo: oci://r.io/charts\n    version: 1.2.3\n    valuesInline:\n"
                + "      image: {repository: a, tag: v1}\n",
            ["helmCharts[0].valuesInline.image: a v1", "helmCharts[0]: oci://r.io/charts web 1.2.3"]
        ),
        (
            "transformers:\n  - |-\n    apiVersion: fn.kpt.dev/v1alpha1\n    kind: RenderHelmChart\n    metadata:\n"
                + "      name: demo\n      annotations:\n        config.kubernetes.io/function: |\n"
                + "          container:\n            image: r.io/fn:v1\n  - other.yaml\n",
            ["metadata.annotations.config.kubernetes.io/function.image: r.io/fn:v1"]
        ),
        ("resources: [a]\n", []),
        ("[]\n", []),
    ])
    func entries(text: String, expected: [String]) {
        #expect(Self.found("kustomization.yaml", text) == expected)
    }

    @Test(arguments: [
        ("- {op: replace, path: /spec/template/spec/containers/0/image, value: a:v1}\n", 1),
        (#"[{"op": "replace", "path": "/spec/containers/0/image", "value": "a:v1"}]"#, 1),
        ("- {op: add, path: /nodes/-, value: {role: worker, image: 'kindest/node:v1'}}\n", 1),
        ("- {op: add, path: /nodes/-, value: {role: worker, image: ubuntu}}\n", 0),
        ("- {op: remove, path: /spec/containers/0/image}\n", 0),
        ("- {op: add, path: /metadata/labels/image~1x, value: a:v1}\n", 0),
        ("- {op: test, path: /spec/containers/0/image, value: a:v1}\n", 0),
    ])
    func patchFiles(text: String, count: Int) {
        #expect(Self.found("patch.yaml", text).count == count)
    }
}
