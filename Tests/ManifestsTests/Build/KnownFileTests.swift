import Manifests
import Testing

/// Files of one tool, known by their names or by what stands in them.
@Suite struct KnownFileTests {
    @Test(arguments: [
        (
            ".gitpod.yml", "image: gitpod/workspace-full\ntasks: [{init: docker pull r.io/a:1}]\n",
            ["image: gitpod/workspace-full", "tasks[0].init: r.io/a:1 (command-line)"]
        ),
        (".gitpod.yml", "image: {file: .gitpod.Dockerfile}\n", []),
        (
            "devfile.yaml", "schemaVersion: 2.2.0\ncomponents:\n- name: a\n  container: {image: 'r.io/udi'}\n",
            ["components[0].container.image: r.io/udi"]
        ),
        ("werf.yaml", "project: a\n---\nimage: app\nfrom: alpine:3\n", ["from: alpine:3"]),
        (
            ".buildkite/pipeline.yml",
            """
            steps:
            - command: docker run r.io/tool:1 x
              plugins:
              - docker#v5.0.0: {image: 'golang:1.22'}
            - group: g
              steps:
              - plugins: {docker: {image: node}}
            """,
            [
                "steps[0].plugins[0].docker#v5.0.0.image: golang:1.22",
                "steps[1].steps[0].plugins.docker.image: node", "steps[0].command: r.io/tool:1 (command-line)",
            ]
        ),
        (
            ".semaphore/semaphore.yml",
            "agent: {containers: [{name: a, image: 'r.io/a:1'}]}\nblocks: [{task: {jobs: [{commands: [docker pull b:1]}]}}]\n",
            [
                "agent.containers[0].image: r.io/a:1",
                "blocks[0].task.jobs[0].commands[0]: b:1 (command-line)",
            ]
        ),
        (
            "Taskfile.yml", "version: 3\ntasks: {a: {cmds: [docker pull b:1, {cmd: docker pull c:1}]}}\n",
            ["tasks.a.cmds[0]: b:1 (command-line)", "tasks.a.cmds[1].cmd: c:1 (command-line)"]
        ),
        (
            "codefresh.yml",
            "steps:\n  test: {image: alpine}\n  up: {composition: {services: {db: {image: 'a/db:1'}}}}\n",
            ["steps.test.image: alpine", "steps.up.composition.services.db.image: a/db:1"]
        ),
        ("batect.yml", "containers:\n  a: {image: 'ubuntu:20.10'}\n", ["containers.a.image: ubuntu:20.10"]),
        ("bitrise.yml", "services:\n  db: {image: postgres:16}\n", ["services.db.image: postgres:16"]),
        (".crow/a.yaml", "steps:\n  a: {image: golang}\n", ["steps.a.image: golang"]),
        (
            ".vela.yml",
            """
            services: [{name: db, image: postgres}]
            stages:
              go: {steps: [{name: a, image: golang}]}
            secrets:
            - name: token
            - origin: {name: vault, image: 'target/secret-vault:v1'}
            """,
            [
                "services[0].image: postgres", "stages.go.steps[0].image: golang",
                "secrets[1].origin.image: target/secret-vault:v1",
            ]
        ),
        (
            ".github/workflows/short.yml", "jobs:\n  a:\n    services: {db: postgres:16}\n",
            ["jobs.a.services.db: postgres:16"]
        ),
        (".cirrus.yml", "task:\n  container: {image: 'rust:1'}\n", ["task.container.image: rust:1"]),
        (
            "roles/web/tasks/main.yml",
            """
            - name: run
              community.docker.docker_container: {name: web, image: nginx}
            - name: more
              block:
              - name: pull
                containers.podman.podman_image: {name: quay.io/a/b}
              - name: build
                podman_image: {name: made, state: build}
            - name: object
              kubernetes.core.k8s:
                definition: {apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: 'k:1'}]}}
            """,
            [
                "[0].community.docker.docker_container.image: nginx",
                "[1].block[0].containers.podman.podman_image.name: quay.io/a/b",
                "[2].kubernetes.core.k8s.definition.spec.containers[0].image: k:1",
            ]
        ),
        (
            "workflow-templates/ci.yml", "on: push\njobs:\n  a:\n    runs-on: x\n    container: erlang:22\n",
            ["jobs.a.container: erlang:22"]
        ),
        (
            ".github/workflows/kind.yml",
            """
            jobs:
              a:
                steps:
                - uses: helm/kind-action@v1
                  with: {node_image: 'kindest/node:v1.30', cluster_name: 'a:b', image: made}
            """, ["jobs.a.steps[0].with.node_image: kindest/node:v1.30 (unknown-field)"]
        ),
        (
            "action.yml", "inputs:\n  lint-image: {default: 'r.io/lint:1'}\nruns: {using: composite, steps: []}\n",
            ["inputs.lint-image.default: r.io/lint:1 (unknown-field)"]
        ),
        (
            ".circleci/config.yml",
            "executors:\n  e:\n    parameters: {image: {type: string, default: 'cimg/go:1'}}\n    docker: [{image: << parameters.image >>}]\n",
            [
                "executors.e.parameters.image.default: cimg/go:1 (unknown-field)",
                "executors.e.docker[0].image: << parameters.image >>",
            ]
        ),
    ])
    func found(_ path: String, _ text: String, _ expected: [String]) throws {
        let scan = try BuildScan(path, text)
        #expect(scan.found == expected)
        #expect(scan.scan.findings.isEmpty)
        #expect(try scan.rewritten() == scan.expected())
    }
}
