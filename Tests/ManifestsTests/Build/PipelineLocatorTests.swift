import ImageModel
import Manifests
import Testing

/// The pipelines of forges and clouds: what is found, and that writing it changes nothing else.
@Suite struct PipelineLocatorTests {
    private func check(_ path: String, _ content: String, _ expected: [String]) throws {
        let scan = try BuildScan(path, content)
        #expect(scan.found == expected)
        #expect(scan.scan.findings.isEmpty)
        let (rewritten, wanted) = (try scan.rewritten(), scan.expected())
        #expect(rewritten == wanted)
    }

    @Test func gitHubActions() throws {
        try check(
            ".github/workflows/ci.yml",
            """
            on: push
            jobs:
              build:
                runs-on: ubuntu-latest
                container: node:18 # pinnace: ignore
                services:
                  redis:
                    image: "redis:7"
                  off:
                    image: ''
                steps:
                  - uses: actions/checkout@v4
                  - uses: docker://ghcr.io/o/lint:v1
                  - uses: ./local
                  - run: |
                      # docker run gcr.io/p/no:1
                      docker run --rm -v $PWD:/w gcr.io/p/yes:1 make
                      echo done
              test:
                container:
                  image: ${{ matrix.image }}

            """,
            [
                "jobs.build.container: node:18", "jobs.build.services.redis.image: redis:7",
                "jobs.build.steps[1].uses: ghcr.io/o/lint:v1",
                "jobs.build.steps[3].run: gcr.io/p/yes:1 (command-line)",
                "jobs.test.container.image: ${{ matrix.image }}",
            ])
    }

    @Test func gitHubMatrices() throws {
        try check(
            ".github/workflows/ci.yml",
            """
            jobs:
              a:
                runs-on: x
                strategy:
                  matrix:
                    image: [node:18, alpine]
                    os: [ubuntu-22.04, windows:latest]
                    include:
                      - image: ghcr.io/p/a:v1
                        name: first
                      - {image: 'h.io/p/b:${{ inputs.v }}'}
                    exclude: ${{ fromJSON(x) }}

            """,
            [
                "jobs.a.strategy.matrix.image[0]: node:18 (unknown-field)",
                "jobs.a.strategy.matrix.include[0].image: ghcr.io/p/a:v1 (unknown-field)",
                "jobs.a.strategy.matrix.include[1].image: h.io/p/b:${{ inputs.v }} (unknown-field)",
            ])
    }

    @Test func gitHubInputs() throws {
        try check(
            ".github/workflows/ci.yml",
            """
            jobs:
              a:
                runs-on: x
                steps:
                - uses: docker/metadata-action@v5
                  with: {images: 'ghcr.io/o/made:1'}
                - uses: o/deploy@v1
                  with:
                    images: |
                      ghcr.io/o/a:${{ github.sha }}
                      redis:7, alpine
                    image-name: 'redis'
                    tags: ghcr.io/o/made:1
                    body: docker pull ghcr.io/o/told
                - uses: o/ssh@v1
                  with:
                    script: |
                      docker pull postgres:16

            """,
            [
                "jobs.a.steps[1].with.images[0]: ghcr.io/o/a:${{ github.sha }} (unknown-field)",
                "jobs.a.steps[1].with.images[1]: redis:7 (unknown-field)",
                "jobs.a.steps[2].with.script: postgres:16 (command-line)",
            ])
    }

    @Test func actions() throws {
        try check(
            "lint/action.yml", "runs:\n  using: docker\n  image: docker://alpine:3\n", ["runs.image: alpine:3"])
        try check("lint/action.yaml", "runs:\n  using: docker\n  image: Dockerfile\n", [])
        try check(
            "c/action.yml", "runs:\n  using: composite\n  steps:\n  - uses: 'docker://a/b:1'\n",
            ["runs.steps[0].uses: a/b:1"])
    }

    @Test func theImageOfABuildersDriver() throws {
        try check(
            ".github/workflows/a.yml",
            """
            jobs:
              a:
                steps:
                - uses: docker/setup-buildx-action@v3
                  with:
                    driver-opts: |
                      network=host
                      image=moby/buildkit:v0.21
                - uses: docker/setup-buildx-action@v3
                  with: {driver-opts: 'image=${{ env.BUILDKIT }}'}

            """,
            ["jobs.a.steps[0].with.driver-opts: moby/buildkit:v0.21"])
    }

    @Test func gitLab() throws {
        try check(
            ".gitlab-ci.yml",
            """
            spec:
              inputs: {x: {default: 1}}
            ---
            default:
              image: ruby:3.3
              services: [postgres:16]
            variables:
              image: not-one
            image: alpine
            .base:
              image: {name: "gcr.io/p/base:1", entrypoint: [""], docker: {platform: arm64/v8}}
            test:
              extends: .base
              services:
                - name: redis:7
                  alias: cache
                - $CI_REGISTRY_IMAGE/db:1
              script:
                - docker pull quay.io/p/x:1
                - [echo, "docker run -d nginx:1.27"]
            odd:
              image: !reference [.base, image]

            """,
            [
                "image: alpine", "default.image: ruby:3.3", "default.services[0]: postgres:16",
                ".base.image.name: gcr.io/p/base:1 on linux/arm64", "test.services[0].name: redis:7",
                "test.services[1]: $CI_REGISTRY_IMAGE/db:1", "test.script[0]: quay.io/p/x:1 (command-line)",
                "test.script[1][1]: nginx:1.27 (command-line)",
            ])
        try check(".gitlab/ci/build.yml", "build:\n  image: a/b:1\n", ["build.image: a/b:1"])
        try check("ci/test.gitlab-ci.yml", "build:\n  image: a/b:1\n", ["build.image: a/b:1"])
        try check(
            ".gitlab/agents/x/config.yaml", "build:\n  image: a/b:1\n", ["build.image: a/b:1 (unknown-field)"])
    }

    @Test func cloudBuild() throws {
        try check(
            "cloudbuild.yaml",
            """
            steps:
              - name: 'gcr.io/cloud-builders/docker'
                args: [build, -t, 'gcr.io/$PROJECT_ID/app:$SHORT_SHA', .]
              - name: gcr.io/google.com/cloudsdktool/cloud-sdk:slim
                entrypoint: gcloud
                args:
                  - app
                  - '--image-url=us-docker.pkg.dev/p/r/app:1'
                  - "--docker-repository=us-docker.pkg.dev/p/r"
              - name: ubuntu
                script: |
                  docker pull alpine:3
            substitutions: {_BASE: "gcr.io/p/base:1", _N: x}
            images: ['gcr.io/$PROJECT_ID/app:$SHORT_SHA']

            """,
            [
                "steps[0].name: gcr.io/cloud-builders/docker",
                "steps[0].args[2]: gcr.io/$PROJECT_ID/app:$SHORT_SHA (command-line)",
                "steps[1].name: gcr.io/google.com/cloudsdktool/cloud-sdk:slim",
                "steps[1].args[1]: us-docker.pkg.dev/p/r/app:1 (command-line)",
                "steps[1].args[2]: us-docker.pkg.dev/p/r (command-line)", "steps[2].name: ubuntu",
                "steps[2].script: alpine:3 (command-line)", "substitutions._BASE: gcr.io/p/base:1 (command-line)",
            ])
        try check("ci/cloudbuild-pr.json", "{\"steps\": [{\"name\": \"golang:1.22\"}]}", ["steps[0].name: golang:1.22"])
    }

    @Test func registryTasks() throws {
        try check(
            "build/task.yaml",
            """
            version: v1.1.0
            steps:
              - build: '-t {{.Run.Registry}}/app:{{.Run.ID}} --build-arg BASE=gcr.io/p/base:1 .'
              - cmd: '{{ .Run.Registry }}/app:{{.Run.ID}} test'
              - cmd: bash echo hello
              - cmd: '--rm -v /a:/b docker.io/bash:5.2 -c "curl x"'
              - cmd: $Registry/tool:1 copy quay.io/p/x:1
              - push: ["$Registry/app:1"]

            """,
            [
                "steps[0].build: gcr.io/p/base:1 (command-line)",
                "steps[1].cmd: {{ .Run.Registry }}/app:{{.Run.ID}}", "steps[3].cmd: docker.io/bash:5.2",
                "steps[4].cmd: $Registry/tool:1", "steps[4].cmd[1]: quay.io/p/x:1 (command-line)",
            ])
    }

    @Test func bitbucket() throws {
        try check(
            "bitbucket-pipelines.yml",
            """
            image: node:20
            definitions:
              services:
                mysql: {image: mysql:8}
                own: {image: {name: gcr.io/p/own:1, username: $U}}
              steps:
                - step: &test
                    image: python:3.12
                    script:
                      - pipe: docker://a/pipe:1
                        variables: {image: x/y:1}
                      - pipe: atlassian/ssh-run:0.4
                      - docker run quay.io/p/t:1
            pipelines:
              default:
                - step: *test
                - parallel:
                    - step: {image: go:1, script: [ls]}

            """,
            [
                "image: node:20", "definitions.services.mysql.image: mysql:8",
                "definitions.services.own.image.name: gcr.io/p/own:1", "definitions.steps[0].step.image: python:3.12",
                "definitions.steps[0].step.script[0].pipe: a/pipe:1",
                "definitions.steps[0].step.script[2]: quay.io/p/t:1 (command-line)",
                "pipelines.default[1].parallel[0].step.image: go:1",
            ])
    }

    @Test func circleCI() throws {
        try check(
            ".circleci/config.yml",
            """
            version: 2.1
            executors:
              go:
                docker:
                  - image: cimg/go:1.22
                    auth: {username: x}
            jobs:
              vm:
                machine: {image: ubuntu-2204:2024.01.1}
              test:
                docker:
                  - image: << parameters.image >>
                  - image: cimg/postgres:14
                steps:
                  - run: docker pull gcr.io/p/x:1
                  - run: {name: x, command: "podman run quay.io/p/y:1"}

            """,
            [
                "executors.go.docker[0].image: cimg/go:1.22", "jobs.test.docker[0].image: << parameters.image >>",
                "jobs.test.docker[1].image: cimg/postgres:14",
                "jobs.test.steps[0].run: gcr.io/p/x:1 (command-line)",
                "jobs.test.steps[1].run.command: quay.io/p/y:1 (command-line)",
            ])
    }

    @Test func azurePipelines() throws {
        try check(
            "azure-pipelines.yml",
            """
            resources:
              containers:
                - container: linux
                  image: ubuntu:22.04
                - {container: acr, type: ACR, repository: app}
            jobs:
              - job: a
                container: linux
                steps:
                  - script: docker run gcr.io/p/x:1
              - job: b
                container: mcr.microsoft.com/dotnet/sdk:8.0
              - job: c
                container: {image: $(image), options: x}
              - job: d
                pool: {vmImage: ubuntu-latest}

            """,
            [
                "resources.containers[0].image: ubuntu:22.04", "jobs[0].steps[0].script: gcr.io/p/x:1 (command-line)",
                "jobs[1].container: mcr.microsoft.com/dotnet/sdk:8.0", "jobs[2].container.image: $(image)",
            ])
    }

    @Test func droneAndWoodpecker() throws {
        try check(
            ".drone.yml",
            """
            kind: pipeline
            platform: {os: linux, arch: arm64}
            steps:
              - name: t
                image: golang:1.22
                commands: [docker pull gcr.io/p/x:1]
            services:
              - {name: db, image: postgres}
            ---
            kind: secret

            """,
            [
                "steps[0].image: golang:1.22 on linux/arm64", "steps[0].commands[0]: gcr.io/p/x:1 (command-line)",
                "services[0].image: postgres on linux/arm64",
            ])
        try check(
            ".woodpecker/build.yml",
            "labels: {platform: linux/amd64}\nsteps:\n  build:\n    image: a:1\nclone:\n  git: {image: b:1}\n",
            ["clone.git.image: b:1 on linux/amd64", "steps.build.image: a:1 on linux/amd64"])
    }

    @Test func skaffoldAndKind() throws {
        try check(
            "skaffold.yaml",
            """
            apiVersion: skaffold/v4beta6
            kind: Config
            build:
              artifacts:
                - image: gcr.io/p/app
                  buildpacks: {builder: "gcr.io/buildpacks/builder:v1"}
            deploy:
              helm:
                releases: [{name: x, setValueTemplates: {image: "{{.IMAGE_NAME}}"}}]
            verify:
              - name: t
                container: {image: alpine:3}
              - name: own
                container: {image: gcr.io/p/app}

            """,
            [
                "build.artifacts[0].buildpacks.builder: gcr.io/buildpacks/builder:v1",
                "verify[0].container.image: alpine:3",
            ])
        try check(
            "kind.yaml",
            "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes:\n- role: control-plane\n  image: kindest/node:v1.30.0\n",
            ["nodes[0].image: kindest/node:v1.30.0"])
    }

    @Test func whatCannotBeReadIsAFinding() throws {
        let paths = [
            "compose.yaml", ".github/workflows/a.yml", ".gitlab-ci.yml", "cloudbuild.yaml", "bitbucket-pipelines.yml",
            ".circleci/config.yml", "azure-pipelines.yml", ".drone.yml", "skaffold.yaml",
        ]
        for path in paths {
            let scan = try BuildScan(path, "apiVersion: v1\nimage: [a\nb: }\n  - x\nsteps: 1")
            #expect(scan.found.isEmpty, "\(path)")
            #expect(scan.scan.findings.map(\.reason.rawValue) == ["unparsable"], "\(path)")
        }
    }

    @Test func moreImagesThanAreLookedAtIsAFinding() throws {
        let lines = (0..<250).map { "    - docker pull quay.io/p/x:\($0)\n" }.joined()
        let listed = try BuildScan(".gitlab-ci.yml", "a:\n  script:\n" + lines)
        #expect(listed.found.count == 250)
        #expect(listed.scan.findings.isEmpty)
        let joined = lines.replacing("    - ", with: "      ")
        let block = try BuildScan(".gitlab-ci.yml", "a:\n  script:\n    - |\n" + joined)
        #expect(block.found.count == 200)
        #expect(block.scan.findings.map(\.reason) == [.limitReached])
        #expect(
            block.scan.findings.map(\.message) == [
                "a.script[0] names 250 images; the first 200 are looked at: put the rest in a script of its own"
            ])
    }

    @Test func oddShapesHoldNothing() throws {
        let contents = [
            "", "- a\n", "jobs: 1\nsteps: x\nservices: [[]]\nimage: [x]\n", "jobs: {a: , b: [1]}\nsteps: [, 1]\n",
        ]
        let paths = [
            "compose.yaml", ".github/workflows/a.yml", "action.yml", ".gitlab-ci.yml", "cloudbuild.yaml",
            "bitbucket-pipelines.yml", ".circleci/config.yml", "azure-pipelines.yml", ".drone.yml",
        ]
        for path in paths {
            for content in contents { #expect(try BuildScan(path, content).found.isEmpty, "\(path): \(content)") }
        }
    }
}
