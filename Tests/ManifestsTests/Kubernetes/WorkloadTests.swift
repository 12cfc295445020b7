import ImageModel
import Manifests
import Testing
import YAMLSource

@Suite struct WorkloadTests {
    private static let podSpec = "containers: [{name: a, image: gcr.io/p/a:1}], initContainers: [{name: b, image: b:2}]"

    @Test(arguments: [
        ("v1", "Pod", "spec"),
        ("v1", "PodTemplate", "template.spec"),
        ("apps/v1", "Deployment", "spec.template.spec"),
        ("extensions/v1beta1", "Deployment", "spec.template.spec"),
        ("apps/v1", "StatefulSet", "spec.template.spec"),
        ("apps/v1", "DaemonSet", "spec.template.spec"),
        ("apps/v1", "ReplicaSet", "spec.template.spec"),
        ("v1", "ReplicationController", "spec.template.spec"),
        ("batch/v1", "Job", "spec.template.spec"),
        ("batch/v1", "CronJob", "spec.jobTemplate.spec.template.spec"),
    ])
    func kinds(apiVersion: String, kind: String, path: String) {
        let keys = path.split(separator: ".")
        let spec =
            keys.map { "\($0): {" }.joined() + Self.podSpec + String(repeating: "}", count: keys.count)
        let expected = ["\(path).initContainers[0].image: b:2", "\(path).containers[0].image: gcr.io/p/a:1"]
        let object = "apiVersion: \(apiVersion), kind: \(kind), metadata: {name: x, namespace: n}, \(spec)"
        let alone = LocatedText("{\(object)}")
        #expect(alone.references == expected)
        #expect(alone.scan.occurrences.first?.object?.description == "\(kind)/n/x")

        let list = LocatedText("{apiVersion: v1, kind: List, items: [{\(object)}]}")
        #expect(list.references == expected.map { "items[0]." + $0 })
        let own = LocatedText("{apiVersion: \(apiVersion), kind: \(kind)List, items: [{metadata: {name: x}, \(spec)}]}")
        #expect(own.references == expected.map { "items[0]." + $0 })
        #expect(own.scan.occurrences.first?.object?.description == "\(kind)/x")
    }

    @Test func everythingThatAPodSpecHolds() {
        let located = LocatedText(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: x}
            spec:
              volumes:
                - name: data
                  image: {reference: gcr.io/p/data:1, pullPolicy: Always}
                - name: other
                  emptyDir: {}
              initContainers:
                - name: i
                  image: init:1
              containers:
                - name: c
                  image: "gcr.io/p/app:1"
                  command: [sh, -c, "docker pull gcr.io/p/x:1 && docker pull gcr.io/p/y:1"]
                  args: ["--sidecar=gcr.io/p/side:$(VERSION)", "--level=debug"]
                  env:
                    - {name: IMAGE, value: gcr.io/p/env:1}
                    - {name: RELATED_IMAGE_A, value: "registry/a:1"}
                    - {name: RELATED_IMAGE_A_NAME, value: "web"}
                    - {name: FROM, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
              ephemeralContainers:
                - name: e
                  image: busybox

            """)
        #expect(
            located.references == [
                "spec.initContainers[0].image: init:1",
                "spec.containers[0].image: gcr.io/p/app:1",
                "!spec.containers[0].command[2]: gcr.io/p/x:1",
                "!spec.containers[0].command[2]: gcr.io/p/y:1",
                "!spec.containers[0].args[0]: gcr.io/p/side:$(VERSION)",
                "!spec.containers[0].env[0].value: gcr.io/p/env:1",
                "spec.containers[0].env[1].value: registry/a:1",
                "spec.ephemeralContainers[0].image: busybox",
                "spec.volumes[0].image.reference: gcr.io/p/data:1",
            ])
        #expect(located.scan.occurrences.map(\.location.line) == [12, 15, 16, 16, 17, 19, 20, 25, 7])
    }

    @Test func jsonIsWrittenByteForByte() throws {
        let text =
            "[\r\n\t{\"kind\": \"Pod\", \"apiVersion\": \"v1\",\"spec\":{\"containers\":[{\"image\":\"gcr.io\\/p/a:1\"}]}}]"
        let located = LocatedText(text, path: "a.json")
        #expect(located.references == ["[0].spec.containers[0].image: gcr.io/p/a:1"])
        let written = try located.written { "\($0)-new" }
        #expect(written.contains(#""image":"gcr.io/p/a:1-new"}"#) || written.contains(#""image":"gcr.io\/p/a:1-new"}"#))
        #expect(written.hasPrefix("[\r\n\t{\"kind\": \"Pod\""))
    }

    @Test func aListInJSON() {
        let text =
            #"{"kind":"List","apiVersion":"v1","items":[{"kind":"Pod","apiVersion":"v1","spec":{"containers":[{"name":"a","image":"a:1"}]}}]}"#
        #expect(LocatedText(text, path: "a.json").references == ["items[0].spec.containers[0].image: a:1"])
    }

    @Test func anAnchorIsWrittenOnce() throws {
        let text = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: x}
            spec:
              template:
                spec:
                  initContainers:
                    - &base
                      name: a
                      image: &image gcr.io/p/a:1 # why
                      args: [gcr.io/p/b:1]
                  containers:
                    - <<: *base
                      name: b
                    - name: c
                      image: *image
                    - *base

            """
        let located = LocatedText(text)
        let path = "spec.template.spec."
        #expect(
            located.references == [
                "\(path)initContainers[0].image: gcr.io/p/a:1", "!\(path)initContainers[0].args[0]: gcr.io/p/b:1",
                "\(path)containers[0].image: gcr.io/p/a:1", "!\(path)containers[0].args[0]: gcr.io/p/b:1",
                "\(path)containers[1].image: gcr.io/p/a:1", "\(path)containers[2].image: gcr.io/p/a:1",
                "!\(path)containers[2].args[0]: gcr.io/p/b:1",
            ])
        #expect(Set(located.scan.occurrences.flatMap(\.parts.sites).map(\.id)).count == 2)
        #expect(
            try located.written { $0 + "-new" }
                == text.replacing("/a:1", with: "/a:1-new").replacing("b:1", with: "b:1-new"))
    }

    @Test(arguments: [
        "", "\n", "---\n---\n", "image", "[]", "[[image, apiVersion]]", "{}", "apiVersion: v1\nkind: Pod # image\n",
        "apiVersion: v1\nkind: Pod\nspec: image\n", "apiVersion: v1\nkind: Pod\nspec: {containers: image}\n",
        "apiVersion: v1\nkind: Pod\nspec: {containers: [image, [image], {image: [a]}, {image: ''}, {image: }]}\n",
        "apiVersion: [v1]\nkind: Pod\nspec: {containers: [{image: a}]}\n",
        "apiVersion: v1\nkind: List\nitems: {image: a}\n", "apiVersion: v1\nkind: List\nitems: [image, {kind: List}]\n",
    ])
    func oddFiles(text: String) {
        let located = LocatedText(text)
        #expect(located.references.isEmpty)
        #expect(located.findings.isEmpty)
    }

    @Test func whatCannotBeReadIsAFinding() {
        let located = LocatedText("apiVersion: v1\nkind: Pod\nspec: {image: [\n")
        #expect(located.references.isEmpty)
        #expect(located.scan.findings.map(\.reason) == [.unparsable])
        #expect(located.scan.findings.first?.location != nil)
    }

    @Test func listsInListsEnd() {
        let depth = 60
        let text =
            String(repeating: "{apiVersion: v1, kind: List, items: [", count: depth)
            + "{apiVersion: v1, kind: Pod, spec: {containers: [{image: a}]}}" + String(repeating: "]}", count: depth)
        #expect(LocatedText(text).references.isEmpty)
    }
}
