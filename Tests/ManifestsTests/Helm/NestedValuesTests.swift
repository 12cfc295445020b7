import Manifests
import Testing

/// Images in Helm values that stand inside of another's map, and what is none of an image's name.
@Suite struct NestedValuesTests {
    @Test(arguments: [
        (
            "driver:\n  repository: r.io/org\n  image: driver\n  manager:\n    repository: r.io/cloud\n    image: manager\n",
            ["driver.manager: r.io/cloud/manager", "driver: r.io/org/driver"]
        ),
        (
            """
            image:
              registry: r.io
              repository: a/app
              tag: v1
              tools:
                repository: a/tools
                tag: v2
              whole: {repository: x.io/a/b, tag: v3}
            other:
              image: {repository: a/other, tag: v4}

            """,
            [
                "image.tools: {{ .Values.image.registry }}/a/tools:v2", "image.whole: x.io/a/b:v3",
                "image: r.io/a/app:v1", "other.image: a/other:v4",
            ]
        ),
        ("kindOfImage: \"1\"\n", []),
        ("image: {registry: quay.io, repository: strimzi, tag: v1}\n", []),
        ("image: {registry: quay.io, repository: strimzi/kafka, tag: v1}\n", ["image: quay.io/strimzi/kafka:v1"]),
    ])
    func references(values: String, expected: [String]) {
        #expect(HelmScan.references("values.yaml", values).sorted() == expected)
    }

    @Test func anAccountAlone() {
        let scan = HelmScan.scan("values.yaml", "image: {registry: quay.io, repository: strimzi, tag: v1}\n")
        #expect(
            scan.findings.map(\.message) == [
                "quay.io/strimzi is no repository: the templates put the image's name behind it"
            ])
    }

    @Test func whatKustomizeMakesOfARelease() {
        let release = """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: web}
            spec:
              postRenderers:
                - kustomize:
                    images:
                      - name: app
                        newTag: v2
                    patches:
                      - target: {kind: Deployment, name: web}
                        patch: |
                          apiVersion: apps/v1
                          kind: Deployment
                          metadata: {name: web}
                          spec:
                            template:
                              spec:
                                initContainers:
                                  - name: init
                                    image: r.io/init:1

            """
        #expect(
            LocatedText(release).references == [
                "spec.postRenderers[0].kustomize.images[0]: app v2",
                "spec.template.spec.initContainers[0].image: r.io/init:1",
            ])
    }

    @Test func whatOverlaysTakeAway() {
        let files = [
            "c/Chart.yaml": "name: c\n",
            "c/values.yaml":
                "image:\n  registry: r.io\n  image: a/app\n  tag: v1\n  digest: sha256:\(String(repeating: "a", count: 64))\n",
            "c/values-own.yaml": "image: {repository: b/app, tag: v2, digest: null}\n",
        ]
        #expect(HelmScan.references(files).contains("image: b/app:v2"))
    }
}
