import Manifests
import Testing

/// Talos' machines, and files that sops keeps a checksum of.
@Suite struct MachineConfigTests {
    private static let machine = """
        version: v1alpha1
        machine:
          kubelet:
            image: ghcr.io/siderolabs/kubelet:v1.31.0 # renovate
          install: {image: "factory.talos.dev/installer/abc:v1.8.0"}
        cluster:
          apiServer:
            image: registry.k8s.io/kube-apiserver:v1.31.0
          discovery: {image: none}
        ---
        apiVersion: v1
        kind: Pod
        spec: {containers: [{name: a, image: a:1}]}

        """

    @Test func machines() throws {
        let scan = try BuildScan("talos/controlplane.yaml", Self.machine)
        #expect(
            scan.found == [
                "machine.install.image: factory.talos.dev/installer/abc:v1.8.0",
                "machine.kubelet.image: ghcr.io/siderolabs/kubelet:v1.31.0",
                "cluster.apiServer.image: registry.k8s.io/kube-apiserver:v1.31.0", "spec.containers[0].image: a:1",
            ])
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test func aPatchOfExtensionsAlone() throws {
        let scan = try BuildScan(
            "patch.yaml", "machine:\n  install:\n    extensions:\n      - image: ghcr.io/s/zfs:2.1\n")
        #expect(scan.found == ["machine.install.extensions[0].image: ghcr.io/s/zfs:2.1"])
    }

    @Test func aPatchByPath() throws {
        let text =
            "- op: add\n  path: /machine/install/extensions\n  value:\n    - image: ghcr.io/s/zfs:2.1\n    - image: none\n"
            + "    - ghcr.io/s/no:1\n"
        #expect(
            try BuildScan("patch.yaml", text).found == ["machine.install.extensions[0].image: ghcr.io/s/zfs:2.1"])
    }

    @Test(arguments: [
        "machine: {image: a:1}", "cluster: {image: {x: 1}}", "machine: [image: x]", "cluster: &c {a: *c, image: 1}",
    ])
    func others(_ text: String) throws {
        #expect(try BuildScan("x.yaml", text).scan.occurrences.allSatisfy { $0.kind == .unknownField })
    }

    @Test func whatSopsKeepsAChecksumOfIsMarked() throws {
        let text = "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: a:1}]}\n"
        let clear = try BuildScan("a.yaml", text)
        #expect(clear.scan.occurrences.map(\.directives.otherController) == [nil])
        let encrypted = try BuildScan("a.yaml", text + "sops:\n  mac: ENC[AES256_GCM,data:x]\n")
        #expect(encrypted.scan.occurrences.map(\.directives.otherController) == ["sops"])
    }

    @Test func jobsOfGitLabInFilesOfOtherNames() throws {
        let text =
            "stages: [tests]\nlint:\n  image: python:3.12 # lint\n  stage: tests\n  script:\n    - docker pull gcr.io/p/a:1\n"
        let scan = try BuildScan("jobs/lint/lint.yml", text)
        #expect(scan.found == ["lint.image: python:3.12", "lint.script[0]: gcr.io/p/a:1 (command-line)"])
        #expect(try scan.rewritten() == scan.expected())
        #expect(
            try BuildScan("x.yml", "lint: {image: a:1, script: x}\n").found == ["lint.image: a:1 (unknown-field)"])
    }

    @Test func settingsOfARunnerInItsValues() throws {
        let text = """
            runners:
              config: |
                [[runners]]
                  [runners.kubernetes]
                    image = "ubuntu:20.04" # default
                    helper_image = 'gcr.io/p/helper:1'
                    cpu = "1"

            """
        let scan = try BuildScan("values.yaml", text)
        #expect(
            scan.found == ["runners.config.image: ubuntu:20.04", "runners.config.helper_image: gcr.io/p/helper:1"])
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test func anImageInAPatchOfAnyKind() throws {
        let text = "- op: add\n  path: /spec\n  value:\n    operand: {image: r.io/p/nfd:v4}\n    other: {image: none}\n"
        #expect(try BuildScan("patch.yaml", text).found == ["spec.operand.image: r.io/p/nfd:v4"])
    }

    @Test(arguments: ["talos/machine.yaml.j2", "a.yml.tmpl", "values.yaml.gotmpl", "values.yml.example"])
    func templatesOfOtherTools(_ path: String) throws {
        let text =
            "x:\n  image: gcr.io/p/a:1 # renovate\n{% if b %}\n  image: \"r.io/{{ c }}:v1\"\n{% endif %}\n# image: no:1\n"
        let scan = try BuildScan(path, text)
        #expect(scan.found == ["image: gcr.io/p/a:1", "image: r.io/{{ c }}:v1"])
        #expect(try scan.rewritten() == scan.expected())
        #expect(try BuildScan("a.j2", text).found == scan.found)
        #expect(try BuildScan("a.j2", "title: {{ t }}\nimage: cover\n").found.isEmpty)
    }

    @Test(arguments: [
        ("task.json.j2", "{\n  \"image\": \"a/b:1\",\n  \"x\": {{ y }}\n}\n", ["image: a/b:1"]),
        ("service.yaml.j2", "map:\n{% if a %}\n  image: glance\n{% endif %}\n", []),
        ("job.yaml.example", "containers:\n- image: <registry>/<name>\n- image: a/b:1\n", ["image: a/b:1"]),
        ("compose.yaml.j2", "services:\n{% if a %}\n  a:\n    image: glance\n{% endif %}\n", ["image: glance"]),
        (
            "cloud-config.yaml", "a: |\n  image: b/c:1\n%{ if d }\n  image: ${e}\n%{ endif }\n",
            ["image: b/c:1", "image: ${e}"]
        ),
        (
            "pack_jobspec.tpl", "job [[ .a ]] {\n  task \"b\" {\n    config {\n      image = \"c/d:1\"\n",
            ["image: c/d:1"]
        ),
    ])
    func templatesByWhatTheyHold(_ path: String, _ text: String, _ expected: [String]) throws {
        #expect(try BuildScan(path, text).found == expected)
    }

    @Test func aTemplateOnTheNextLine() throws {
        let text = "spec:\n  image: >-\n    {{ .Values.nfd_image }}\n  x: {{ 1 }}\n  image: |\n    plain:1\n"
        #expect(try BuildScan("c/templates/a.yaml", text).found == ["image: {{ .Values.nfd_image }}"])
    }

    @Test func theLastNameMayStandApart() {
        let values = "controller:\n  repository: quay.io/p\n  image: kubefed\n  tag: v1\n"
        #expect(HelmScan.references("values.yaml", values) == ["controller: quay.io/p/kubefed:v1"])
    }

    @Test func aTemplateInADockerfileIsOneWord() throws {
        let text = "FROM r.io/base{{ x.y }}:1 as build\nFROM r.io/run:{{ v }}\nCOPY --from=build /a /a\nRUN echo {{ b\n"
        #expect(
            try BuildScan("Dockerfile", text).found == ["FROM[0]: r.io/base{{ x.y }}:1", "FROM[1]: r.io/run:{{ v }}"])
    }
}
