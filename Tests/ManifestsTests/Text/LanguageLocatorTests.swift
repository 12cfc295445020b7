import Manifests
import Testing

/// Nomad's jobs, Bake's files, Earthfiles and Jsonnet.
@Suite struct LanguageLocatorTests {
    @Test(arguments: [
        (
            "web.nomad.hcl",
            """
            job "web" {
              group "g" {
                task "t" {
                  driver = "docker"
                  config {
                    image = "redis" # cache
                    args  = ["-x"]
                  }
                  env { image = "none" }
                }
                task "u" { config { image = "r.io/u:${var.tag}" } }
              }
            }
            """,
            ["job.web.group.g.task.t.config.image: redis", "job.web.group.g.task.u.config.image: r.io/u:${var.tag}"]
        ),
        (
            "packs/a/templates/a.nomad.tpl",
            """
            job [[ template "name" . ]] {
              task "t" {
                config {
                  image   = "busybox:stable"
                  image = "grafana/loki:[[ var "tag" . ]]"
                }
              }
            }
            """, ["image: busybox:stable", "image: grafana/loki:[[ var \"tag\" . ]]"]
        ),
        ("terragrunt.hcl", "inputs = { image = \"a:1\" }\n", []),
        (
            "docker-bake.hcl",
            "target \"app\" {\n  contexts = { base = \"docker-image://alpine:3\", up = \"target:up\" }\n  tags = [\"r.io/made:1\"]\n}\n",
            ["contexts: alpine:3"]
        ),
        (
            "docker-bake.json", #"{"target": {"app": {"contexts": {"base": "docker-image://alpine:3"}}}}"#,
            ["contexts: alpine:3"]
        ),
        (
            "Earthfile",
            """
            VERSION 0.8
            FROM golang:1.22
            build:
                FROM +deps
                COPY . .
            other:
                FROM --platform=linux/arm64 alpine:3
                FROM DOCKERFILE .
            """, ["FROM[0]: golang:1.22", "FROM[2]: alpine:3 on linux/arm64"]
        ),
        (
            "lib/images.libsonnet",
            """
            // 'r.io/no:1'
            local tool = 'r.io/tool:1';
            {
              _config+:: { image: 'prom/node:2', name: 'a:b', 'sidecarImage': "b:1" },
              text: |||
                r.io/no:2
              |||,
              made: 'r.io/no:v' + version, other: prefix + 'r.io/no:1', list:: 'r.io/no:%s' % tag,
              spec: { image: 'bitnami/mariadb', "image": 'busybox', image+: 'x', icon: { image: 'a.png' } },
            }
            """,
            [
                "string: r.io/tool:1 (command-line)", "string[1]: prom/node:2 (command-line)",
                "string[2]: b:1 (command-line)", "string[3]: bitnami/mariadb (command-line)",
                "string[4]: busybox (command-line)", "string[5]: x (command-line)",
            ]
        ),
        (
            ".drone.star",
            """
            def steps():
                n = 7 // 2
                return [{"image": "owncloudci/alpine", "name": "a:b"}, {"image": TOOL}] # "r.io/no:1"
            """, ["string: owncloudci/alpine (command-line)"]
        ),
        (
            "infra/main.bicep",
            """
            // 'r.io/no:1'
            param webImage string = 'mcr.microsoft.com/k8se/quickstart:latest'
            resource app 'Microsoft.App/containerApps@2023-05-01' = {
              properties: { containers: [{ image: '${registry}/web:${tag}' }, { image: 'nginx:1' }] }
              vm: { image: 'ubuntu' }
            }
            """,
            [
                "string: mcr.microsoft.com/k8se/quickstart:latest (command-line)",
                "string[1]: ${registry}/web:${tag} (command-line)", "string[2]: nginx:1 (command-line)",
            ]
        ),
        (
            "Tiltfile",
            """
            # local('docker run r.io/no:1')
            docker_build('r.io/made:dev', '.', build_args={'BASE': 'r.io/base:1'})
            local("docker run --rm alpine:3 ls")
            n = 7 // 2
            k8s_image = 'quay.io/a/b:2'
            other = 'r.io/no:' + n
            """,
            [
                "string: r.io/base:1 (command-line)", "string[1]: alpine:3 (command-line)",
                "string[2]: quay.io/a/b:2 (command-line)",
            ]
        ),
        (
            "prod.tfvars", "images = [\"a/b:1\", \"latest\"]\nzones = [\"a:1\"]\nworker_images = [\n  \"r.io/c\",\n]\n",
            ["images: a/b:1", "worker_images: r.io/c"]
        ),
        (
            "main.tf",
            """
            locals {
              hello_image = "r.io/hello:1"
              disk_image = "debian/12"
            }
            output "images" {
              value = { INF_IMAGE = "r.io/inf:1", NAME = "r.io/no:1" }
            }
            resource "azurerm_virtual_machine" "vm" {
              storage_os_disk { image_uri = azurerm_image.a.uri, image_uri = "x/${azurerm_image.b.url}" }
            }
            """,
            [
                "locals.hello_image: r.io/hello:1 (unknown-field)",
                "output.images.value.INF_IMAGE: r.io/inf:1 (unknown-field)",
            ]
        ),
        (
            "jobs/dra.jinja", "{% for a in b %}\n    containers:\n    - image: r.io/kubekins:v1\n{% endfor %}\n",
            ["image: r.io/kubekins:v1"]
        ),
        ("backup-job.template", "containers:\n- name: $NAME\n  image: r.io/db:3\n", ["image: r.io/db:3"]),
        ("page.template", "image: logo\n", []),
        (
            "variables.tf",
            "variable \"images\" {\n  default = [\"a/b:1\"]\n}\nvariable \"build_image\" {\n  default = \"aws/codebuild/docker:17\"\n}\n",
            ["variable.images.default: a/b:1"]
        ),
    ])
    func found(_ path: String, _ text: String, _ expected: [String]) throws {
        let scan = try BuildScan(path, text)
        #expect(scan.found == expected)
        #expect(scan.scan.findings.isEmpty)
        #expect(try scan.rewritten() == scan.expected())
    }
}
