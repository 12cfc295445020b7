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

    /// A repository of Helmfile's that is a registry.
    @Test func helmfileRegistry() {
        let text = """
            repositories:
              - {name: team, url: ghcr.io/team/charts, oci: true}
              - {name: other, url: https://charts.example.com}
            releases:
              - {name: a, chart: team/web, version: 1.2.3}
              - {name: b, chart: team/nested/path, version: 1.0.0}
              - {name: c, chart: other/web, version: 1.2.3}
              - {name: d, chart: web, version: 1.2.3}

            """
        #expect(
            HelmScan.references("helmfile.yaml", text) == [
                "releases[0]: ghcr.io/team/charts/web:1.2.3", "releases[1]: ghcr.io/team/charts/nested/path:1.0.0",
            ])
    }

    /// What stands in folders of `helmfile.d` is no helmfile, but charts and values.
    @Test func foldersOfHelmfiles() {
        let values = "image: {repository: a/b, tag: v1}\n"
        #expect(HelmScan.references("helmfile.d/web/values.yaml", values) == ["image: a/b:v1"])
        #expect(
            HelmScan.references("helmfile.d/10-web.yaml", "releases:\n  - values: [{\(values.dropLast())}]\n").count
                == 1)
        let template = HelmScan.scan(
            "helmfile.d/charts/web/templates/d.yaml", "{{- if .Values.a }}\nimage: a/b:v1\n{{ end }}")
        #expect(template.occurrences.count == 1)
        #expect(template.findings.isEmpty)
    }

    @Test func fleet() {
        let text = """
            defaultNamespace: web
            helm:
              chart: oci://r.io/charts/web
              version: 1.2.3
              values:
                image: {repository: a/b, tag: v1}
            targetCustomizations:
              - name: prod
                helm:
                  values:
                    image: {tag: v2}
              - name: none

            """
        #expect(
            Set(HelmScan.references("apps/web/fleet.yaml", text)) == [
                "helm: r.io/charts/web:1.2.3", "helm.values.image: a/b:v1",
                "targetCustomizations[0].helm.values.image: a/b:v2",
            ])
        let local = "helm: {chart: ./chart, valuesFiles: [prod.yaml]}\n"
        let release = HelmScan.scan("apps/web/fleet.yaml", local).releases.first
        #expect(release?.chart?.string == "apps/web/chart")
        #expect(release?.values == [.chartFile("/apps/web/prod.yaml")])
    }

    @Test func helmsman() {
        let text = """
            namespaces: {web: {}}
            helmRepos: {stable: "https://charts.example.com"}
            apps:
              web:
                chart: oci://r.io/charts/web
                version: 1.2.3
                set:
                  image.repository: a/b
                  image.tag: v1
              other: {chart: stable/other, version: 1.0.0}

            """
        #expect(
            HelmScan.references("state.yaml", text) == [
                "apps.web: r.io/charts/web:1.2.3", "apps.web.set.image.tag: a/b:v1",
            ])
        #expect(HelmScan.references("state.yaml", "namespaces:\napps: [chart: a]\n") == [])
    }

    @Test func sveltos() {
        let charts = """
            helmCharts:
                - repositoryURL: oci://r.io/charts/vault
                  chartName: oci://r.io/charts/vault
                  chartVersion: 0.7.2
                  values: |
                    image: {repository: a/b, tag: v1}
                - {repositoryURL: oci://r.io/charts/, chartName: web, chartVersion: 1.0.0}
                - {repositoryURL: 'https://charts.example.com', chartName: a/b, chartVersion: 1.0.0}

            """
        let head = "apiVersion: config.projectsveltos.io/v1beta1\nkind: "
        let profile = head + "ClusterProfile\nmetadata: {name: a}\nspec:\n  " + charts
        #expect(
            Set(HelmScan.references("profile.yaml", profile)) == [
                "spec.helmCharts[0]: r.io/charts/vault:0.7.2", "spec.helmCharts[0].values.image: a/b:v1",
                "spec.helmCharts[1]: r.io/charts/web:1.0.0",
            ])
        let promotion =
            head + "ClusterPromotion\nmetadata: {name: a}\nspec:\n  profileSpec:\n    helmCharts:\n"
            + "    - {repositoryURL: oci://r.io/charts, chartName: web, chartVersion: 1.0.0}\n"
        #expect(
            HelmScan.references("promotion.yaml", promotion) == [
                "spec.profileSpec.helmCharts[0]: r.io/charts/web:1.0.0"
            ])
    }

    @Test func vendir() {
        let text = """
            apiVersion: vendir.k14s.io/v1alpha1
            kind: Config
            directories:
            - path: vendor
              contents:
              - path: chart
                helmChart: {name: web, version: 1.2.3, repository: {url: oci://r.io/charts}}
              - path: other
                helmChart: {name: web, version: 1.2.3, repository: {url: 'https://charts.example.com'}}
              - path: image
                image: {url: r.io/app:1}
              - path: bundle
                imgpkgBundle: {image: r.io/bundle:1}

            """
        #expect(
            Set(HelmScan.references("vendir.yml", text)) == [
                "directories[0].contents[0].helmChart: r.io/charts/web:1.2.3",
                "directories[0].contents[2].image.url: r.io/app:1",
                "directories[0].contents[3].imgpkgBundle.image: r.io/bundle:1",
            ])
    }

    /// A `helm_release` of Terraform's.
    @Test func terraform() {
        let text = """
            resource "helm_release" "whole" {
              chart   = "oci://r.io/charts/web"
              version = "1.2.3"
            }
            resource "helm_release" "split" {
              repository = "oci://r.io/charts"
              chart      = "web"
              version    = "1.0.0"
              set {
                name    = "x"
                version = "none"
              }
            }
            resource "helm_release" "other" {
              repository = "https://charts.example.com"
              chart      = "web"
            }
            resource "helm_release" "empty" {}

            """
        #expect(
            Set(HelmScan.references("main.tf", text)) == [
                "helm_release.whole: r.io/charts/web:1.2.3", "helm_release.split: r.io/charts/web:1.0.0",
            ])
    }
}
