import Manifests
import Testing

/// Files that their content tells, whatever they are called.
@Suite struct ContentLocatorTests {
    @Test(arguments: [
        (
            "ci/pipeline.yml",
            """
            resource_types:
            - {name: helm, type: registry-image, source: {repository: linkyard/helm-resource, tag: 2.17.0}}
            resources:
            - {name: git, type: git, source: {uri: https://x.io/a.git, repository: none}}
            - {name: made, type: registry-image, source: {repository: r.io/made}}
            - {name: unit, type: docker-image, source: {repository: r.io/unit}}
            jobs:
            - plan:
              - {get: unit, image: unit}
              - task: t
                config:
                  image_resource: {type: registry-image, source: {repository: concourse/oci-build-task}}
              - put: made
            """,
            [
                "resources[2].source: r.io/unit", "resource_types[0].source: linkyard/helm-resource 2.17.0",
                "jobs[0].plan[1].config.image_resource.source: concourse/oci-build-task",
            ]
        ),
        (
            "tasks/unit.yml",
            "platform: linux\nimage_resource: {type: registry-image, source: {repository: golang, tag: '1.22'}}\n",
            ["image_resource.source: golang 1.22"]
        ),
    ])
    func concourse(_ path: String, _ text: String, _ expected: [String]) {
        let located = LocatedText(text, path: path)
        #expect(located.references == expected.map { "?" + $0 })
        #expect(located.findings.isEmpty)
    }

    @Test(arguments: [
        (
            "pipeline.yaml",
            """
            deploymentSpec:
              executors:
                exec-a:
                  container: {image: 'python:3.11', command: [sh, -c, 'docker pull r.io/tool:1']}
                exec-b:
                  container: {image: argostub/createpvc}
                import-c:
                  importer: {artifactUri: {constant: 'r.io/model:2'}}
            schemaVersion: 2.1.0
            """,
            [
                "deploymentSpec.executors.exec-a.container.image: python:3.11",
                "deploymentSpec.executors.exec-a.container.command[2]: r.io/tool:1 (command-line)",
                "deploymentSpec.executors.import-c.importer.artifactUri.constant: r.io/model:2 (unknown-field)",
            ]
        ),
        (
            "component.yaml", "name: a\nimplementation:\n  container: {image: library/bash, command: [ls]}\n",
            ["implementation.container.image: library/bash"]
        ),
        (
            "examples/distribute.yaml",
            """
            steps:
            - name: gcr.io/cloud-builders/gsutil
              args: [cp, a, b]
            - name: 'gcr.io/$PROJECT_ID/tar'
              id: tar
            images: ['gcr.io/$PROJECT_ID/made']
            """, ["steps[0].name: gcr.io/cloud-builders/gsutil", "steps[1].name: gcr.io/$PROJECT_ID/tar"]
        ),
        ("azure.yaml", "steps:\n- {name: a/b, script: ls, displayName: x}\n- {name: c/d, args: 1}\n", []),
        (
            "all-base.yaml",
            "version: '3'\nservices:\n  web: {image: nginx}\n  app: {build: ., image: made:1}\n  db: {image: '${DB}'}\n",
            ["services.web.image: nginx", "services.db.image: ${DB}"]
        ),
        ("services.yaml", "services: {web: {image: nginx}}\nregion: eu\n", []),
        (
            "jobs/prow.yaml",
            """
            periodics:
            - name: e2e
              spec:
                containers:
                - image: golang
                  command: [make]
                - image: r.io/kubekins:v1
                  args: [x]
            """,
            [
                "periodics[0].spec.containers[0].image: golang",
                "periodics[0].spec.containers[1].image: r.io/kubekins:v1",
            ]
        ),
        (
            "resources.yaml", "containers:\n- container: tools\n  image: ubuntu:24.04\n  env: {A: b}\n",
            ["containers[0].image: ubuntu:24.04 (unknown-field)"]
        ),
        (
            ".taskfiles/DebugTasks.yml", "version: 3\ntasks: {a: {cmds: ['kubectl run a --image r.io/shoot:1']}}\n",
            ["tasks.a.cmds[0]: r.io/shoot:1 (command-line)"]
        ),
        (
            ".taskfiles/files/minio.yaml", "services: {minio: {image: 'quay.io/minio/minio:1'}}\n",
            ["services.minio.image: quay.io/minio/minio:1"]
        ),
        (
            ".github/workflows/e2e.yml",
            "env: {A: 'r.io/a:1'}\njobs:\n  a: {env: {B: 'r.io/b:1'}, steps: [{env: {C: 'r.io/c:1', D: 'a:1'}, run: ls}]}\n",
            [
                "env.A: r.io/a:1 (unknown-field)", "jobs.a.env.B: r.io/b:1 (unknown-field)",
                "jobs.a.steps[0].env.C: r.io/c:1 (unknown-field)",
            ]
        ),
    ])
    func written(_ path: String, _ text: String, _ expected: [String]) throws {
        let scan = try BuildScan(path, text)
        #expect(scan.found == expected)
        #expect(scan.scan.findings.isEmpty)
        #expect(try scan.rewritten() == scan.expected())
    }
}
