import Manifests
import Testing

/// Values that other tools than Flux and Argo CD hand to a chart.
@Suite struct ReleaseFileTests {
    @Test func helmfile() {
        let text = """
            repositories: [{name: a, url: oci://r.io/charts}]
            releases:
              - name: web
                chart: oci://r.io/charts/web
                version: 1.2.3
                values:
                  - values.yaml
                  - image:
                      repository: a/b
                      tag: v1
                set:
                  - name: sidecar.image.repository
                    value: c/d
                  - name: sidecar.image.tag
                    value: v2
              - name: other
                chart: stable/other
                values:
                  - image: {repository: e/f, tag: v3}

            """
        #expect(
            Set(HelmScan.references("helmfile.yaml", text)) == [
                "releases[0].values[1].image: a/b:v1", "releases[0].set[1].value: c/d:v2",
                "releases[1].values[0].image: e/f:v3", "releases[0]: r.io/charts/web:1.2.3",
            ])
    }

    /// k3s and RKE2.
    @Test func clusterChart() {
        let text = """
            apiVersion: helm.cattle.io/v1
            kind: HelmChartConfig
            metadata: {name: traefik, namespace: kube-system}
            spec:
              valuesContent: |-
                image:
                  repository: traefik
                  tag: "3.1"

            """
        #expect(HelmScan.references("traefik.yaml", text) == ["spec.valuesContent.image: traefik:3.1"])
        let chart =
            "apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: a}\nspec:\n  set:\n    image.repository: a/b\n    image.tag: v1\n"
        #expect(HelmScan.references("chart.yaml", chart) == ["spec.set.image.tag: a/b:v1"])
    }
}
