import Manifests
import Testing
import YAMLSource

@Suite struct EmbeddedObjectsTests {
    @Test func aManifestIsWrittenInPlace() throws {
        let text = """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            spec:
              templates:
                - resource:
                    action: create
                    manifest: |
                      # été
                      apiVersion: batch/v1
                      kind: Job
                      spec:
                        template:
                          spec:
                            containers:
                              - name: a
                                image: "app:1"  # pinnace: ignore
                                args: [gcr.io/p/b:1]
                - resource:
                    manifest: "{apiVersion: v1, kind: Pod, spec: {containers: [{image: 'b:1'}]}}"
                - resource:
                    manifest: |
                      apiVersion: v1
                      metadata: {{x}}: y
                      image: gcr.io/p/c:1

            """
        let located = LocatedText(text)
        let path = "resource.manifest.spec"
        #expect(
            located.references == [
                "spec.templates[0].\(path).template.spec.containers[0].image: app:1",
                "!spec.templates[0].\(path).template.spec.containers[0].args[0]: gcr.io/p/b:1",
                "spec.templates[1].\(path).containers[0].image: b:1",
                "!spec.templates[2].resource.manifest: gcr.io/p/c:1",
            ])
        #expect(located.scan.occurrences.map(\.location.line) == [16, 17, 19, 24])
        #expect(located.scan.occurrences.map(\.object?.kind) == ["Job", "Job", "Pod", "Workflow"])
        #expect(located.scan.occurrences.map(\.directives.ignore) == [true, false, false, false])
        #expect(try located.written { $0 + "-new" } == text.replacing(":1", with: ":1-new"))
    }

    @Test func aConfigMapHoldsObjects() throws {
        let text = """
            apiVersion: v1
            kind: ConfigMap
            data:
              config.yaml: |
                image: app:1
              notes: image
              objects.yaml: |-
                apiVersion: v1
                kind: Pod
                spec:
                  containers:
                    - image: app:1
                ---
                apiVersion: v1
                kind: Pod
                spec:
                  containers:
                    - image: app:2

            """
        let located = LocatedText(text)
        #expect(
            located.references == [
                "?data.config.yaml.image: app:1", "data.objects.yaml.spec.containers[0].image: app:1",
                "data.objects.yaml.spec.containers[0].image: app:2",
            ])
        #expect(try located.written { $0 == "app:2" ? "app:3" : nil } == text.replacing("app:2", with: "app:3"))
    }

    @Test func objectsInTextInObjectsEnd() {
        var text = "{apiVersion: v1, kind: Pod, spec: {containers: [{image: a}]}}"
        for _ in 0..<12 {
            text = "{apiVersion: v1, kind: ConfigMap, data: {a: '\(text.replacing("'", with: "''"))'}}"
        }
        #expect(LocatedText(text).references.isEmpty)
    }
}
