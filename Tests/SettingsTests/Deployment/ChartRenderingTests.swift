import Foundation
import PinnaceTestSupport
import Testing
import YAMLSource

/// The chart rendered as Helm does it: with nothing said, with everything on, and with each option by itself.
@Suite struct ChartRenderingTests {
    private static let chart = ProjectFile("charts/pinnace").location

    private static func render(_ values: String...) async throws -> [RenderedObject] {
        try RenderedObject.all(in: await ChartRenderer.render(chart, values: values))
    }

    static let options: [String] =
        try! ["default", "everything", "cronjob", "namespaced"].map {
            try ProjectFile("charts/pinnace/ci/\($0)-values.yaml").text()
        } + [
            "controller: {enabled: false}", "controller: {replicas: 3}", "controller: {shards: [one]}",
            "controller: {shards: [one], replicas: 2, namespaced: true}",
            "controller: {serviceAccount: {create: false}}",
            "controller: {serviceAccount: {create: false, name: mine}}",
            "controller: {podDisruptionBudget: {enabled: false}}",
            "controller: {extraArguments: [--verbose], extraEnvironment: [{name: A, value: b}]}",
            "controller: {topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]}",
            "webhooks: {enabled: true, service: {type: LoadBalancer, annotations: {a: b}}}",
            "dashboard: {enabled: true}",
            "monitoring: {serviceMonitor: {enabled: true}}", "monitoring: {rules: {enabled: true}}",
            "monitoring: {grafana: {enabled: true}}", "networkPolicy: {enabled: false}", "networkPolicy: {ports: []}",
            "crds: {install: false}", "crds: {keep: false}", "fullnameOverride: other", "nameOverride: other",
            "image: {digest: \"sha256:\(String(repeating: "ab", count: 32))\"}", "priorityClassName: high",
            "cronJob: {enabled: true, push: false, repository: {url: https://git.example.com/a.git}}",
            "nodeSelector: {kubernetes.io/arch: arm64}", "commonLabels: {a: b}", "global: {imageRegistry: x}",
        ]

    @Test(arguments: options) func whatIsRenderedIsSound(_ values: String) async throws {
        let objects = try await Self.render(values)
        #expect(!objects.isEmpty)
        let known: Set<String> = [
            "ClusterRole", "ClusterRoleBinding", "ConfigMap", "CronJob", "CustomResourceDefinition", "Deployment",
            "NetworkPolicy", "Pod", "PodDisruptionBudget", "PrometheusRule", "Role", "RoleBinding", "Service",
            "ServiceAccount", "ServiceMonitor",
        ]
        for object in objects {
            #expect(known.contains(object.kind), "\(object)")
            #expect(object.name.wholeMatch(of: #/[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?/#) != nil, "\(object)")
            for (key, value) in object.labels {
                #expect(
                    value.wholeMatch(of: #/([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?/#) != nil,
                    "\(object) \(key)")
            }
        }
        #expect(Set(objects.map(\.description)).count == objects.count, "two objects of one name")
        expectRestricted(objects)
        expectConnected(objects)
        expectRightsAreBound(objects)
    }

    /// The restricted Pod Security standard, and more than it asks.
    private func expectRestricted(_ objects: [RenderedObject]) {
        for object in objects {
            guard let spec = object.pod?.spec else { continue }
            let pod = spec["securityContext"]
            #expect(pod?["runAsNonRoot"] == true && pod?["seccompProfile"]?["type"] == "RuntimeDefault", "\(object)")
            #expect(spec["hostNetwork"] == nil && spec["hostPID"] == nil && spec["hostIPC"] == nil)
            for container in spec["containers"]?.elements ?? [] {
                let own = container["securityContext"]
                #expect(own?["allowPrivilegeEscalation"] == false, "\(object)")
                #expect(own?["readOnlyRootFilesystem"] == true, "\(object)")
                #expect(own?["capabilities"]?["drop"] == ["ALL"], "\(object)")
                #expect(container["resources"]?["limits"]?["memory"] != nil, "\(object)")
                #expect(container["image"]?.text?.contains("/") == true)
                expectMounts(container, spec, object)
            }
            for volume in spec["volumes"]?.elements ?? [] {
                let kinds = Set((volume.members ?? [:]).keys).subtracting(["name"])
                #expect(kinds.isSubset(of: ["emptyDir", "secret"]) && kinds.count == 1, "\(object)")
            }
        }
    }

    private func expectMounts(_ container: APIJSON, _ spec: APIJSON, _ object: RenderedObject) {
        let mounts = (container["volumeMounts"]?.elements ?? []).compactMap { $0["name"]?.text }
        let volumes = (spec["volumes"]?.elements ?? []).compactMap { $0["name"]?.text }
        #expect(mounts.sorted() == volumes.sorted(), "\(object)")
        let ports = Set((container["ports"]?.elements ?? []).compactMap { $0["name"]?.text })
        for probe in ["livenessProbe", "readinessProbe"] {
            guard let port = container[probe]?["httpGet"]?["port"]?.text else { continue }
            #expect(ports.contains(port), "\(object) \(probe)")
        }
    }

    /// Selectors select pods, and ports are there: each Service has one kind of pod, each pod one budget.
    private func expectConnected(_ objects: [RenderedObject]) {
        let pods = objects.compactMap { object in object.pod.map { (object, $0.labels, $0.spec) } }
        let workloads = pods.filter { $0.0.kind != "Pod" }
        func selected(_ selector: APIJSON?) -> [(RenderedObject, [String: String], APIJSON)] {
            let match = LabelMatch(selector)
            return workloads.filter { match.matches($0.1) }
        }
        for object in objects {
            let spec = object.json["spec"]
            switch object.kind {
            case "Deployment": #expect(selected(spec?["selector"]).map(\.0.name) == [object.name])
            case "PodDisruptionBudget": #expect(selected(spec?["selector"]).map(\.0.name) == [object.name])
            case "Service":
                let behind = selected(spec?["selector"])
                #expect(behind.count == 1, "\(object)")
                let names = Self.ports(behind.first?.2).map(\.name)
                for port in spec?["ports"]?.elements ?? [] {
                    #expect(names.contains(port["targetPort"]?.text ?? ""), "\(object)")
                }
            case "NetworkPolicy":
                let behind = selected(spec?["podSelector"])
                #expect(!behind.isEmpty, "\(object)")
                let numbers = behind.flatMap { Self.ports($0.2) }.map(\.number)
                let opened = (spec?["ingress"]?.elements ?? []).flatMap { $0["ports"]?.elements ?? [] }
                for port in opened { #expect(numbers.contains(port["port"]?.integer ?? 0), "\(object)") }
            case "ServiceMonitor":
                let match = LabelMatch(spec?["selector"])
                let services = objects.filter { $0.kind == "Service" && match.matches($0.labels) }
                let deployments = objects.filter { $0.kind == "Deployment" }
                let scraped = services.filter { service in
                    service.json["spec"]?["ports"]?.elements?.contains { $0["name"] == "metrics" } == true
                }
                #expect(scraped.count == deployments.count)
            default: break
            }
        }
    }

    private static func ports(_ pod: APIJSON?) -> [(name: String, number: Int)] {
        (pod?["containers"]?.elements ?? []).flatMap { $0["ports"]?.elements ?? [] }
            .map { ($0["name"]?.text ?? "", $0["containerPort"]?.integer ?? 0) }
    }

    /// Bindings name roles and accounts that are there; the Lease of each controller is one that its Role names.
    private func expectRightsAreBound(_ objects: [RenderedObject]) {
        for binding in objects where binding.kind.hasSuffix("RoleBinding") || binding.kind == "ClusterRoleBinding" {
            let role = binding.json["roleRef"]
            #expect(objects.contains { $0.kind == role?["kind"]?.text && $0.name == role?["name"]?.text }, "\(binding)")
            let accounts = Set((binding.json["subjects"]?.elements ?? []).compactMap { $0["name"]?.text })
            for deployment in objects where deployment.kind == "Deployment" {
                #expect(accounts.contains(deployment.pod?.spec["serviceAccountName"]?.text ?? ""), "\(binding)")
            }
        }
        let leases = objects.filter { $0.kind == "Role" }.flatMap { $0.json["rules"]?.elements ?? [] }
            .flatMap { $0["resourceNames"]?.elements ?? [] }.compactMap(\.text)
        let wanted = objects.filter { $0.kind == "Deployment" }.map(DeployedArguments.init).map(\.lease)
        #expect(leases.sorted() == wanted.sorted())
        for job in objects where job.kind == "CronJob" {
            #expect(job.pod?.spec["automountServiceAccountToken"] == false)
        }
    }

    @Test(arguments: [
        ("foo: 1", "foo"), ("controller: {replicas: -1}", "replicas"), ("controller: {replicas: two}", "replicas"),
        ("controller: {shards: [Not-A-Label]}", "shards"), ("controller: {shards: [one, one]}", "shards"),
        ("controller: {concurrency: 65}", "concurrency"), ("controller: {replica: 2}", "replica"),
        ("image: {tag: 'a b'}", "tag"), ("image: {digest: 'sha256:12'}", "digest"),
        ("image: {registry: ''}", "registry"),
        ("image: {pullPolicy: Sometimes}", "pullPolicy"), ("webhooks: {enabled: 'yes'}", "enabled"),
        ("webhooks: {service: {type: ExternalName}}", "type"), ("networkPolicy: {ports: [70000]}", "ports"),
        ("networkPolicy: {ports: ['443']}", "ports"), ("cronJob: {repository: {url: 'ssh://x'}}", "url"),
        ("commonLabels: {a: 'not a label'}", "commonLabels"), ("podLabels: {a: 1}", "podLabels"),
        ("controller: {cache: {sizeLimit: much}}", "sizeLimit"), ("extraObjects: [{kind: ConfigMap}]", "apiVersion"),
        ("controller: {terminationGracePeriodSeconds: 5}", "terminationGracePeriodSeconds"),
        ("monitoring: {serviceMonitor: {interval: often}}", "interval"), ("tolerations: {}", "tolerations"),
        ("controller: {podDisruptionBudget: {maxUnavailable: 0}}", "maxUnavailable"),
        ("controller: {leaderElection: {leaseDuration: 0}}", "leaseDuration"),
        ("cronJob: {enabled: true}", "cronJob.repository.url is required"),
    ])
    func valuesThatCannotBeMeantAreRefused(_ values: String, _ word: String) async throws {
        let error = await #expect(throws: TestSupportError.self) { _ = try await Self.render(values) }
        #expect("\(error as Any)".contains(word), "\(error as Any)")
    }

    @Test func anOldClusterIsRefused() async throws {
        let error = await #expect(throws: TestSupportError.self) {
            _ = try await ChartRenderer.render(Self.chart, kubeVersion: "1.24.0")
        }
        #expect("\(error as Any)".contains("kubeVersion"))
    }

    /// The definition takes what the notes show, as an API server does that knows it from the chart.
    @Test func theDefinitionIsTheOneInManifests() async throws {
        let objects = try await Self.render("{}")
        let definition = try #require(objects.first { $0.kind == "CustomResourceDefinition" })
        #expect(definition.json["metadata"]?["annotations"]?["helm.sh/resource-policy"] == "keep")
        let published = try RenderedObject.all(in: ProjectFile("manifests/crds/configrepositories.yaml").text())
        #expect(definition.json["spec"] == published.first?.json["spec"])
        let server = try StandInAPIServer.start()
        server.define(definition.json)
        server.addNamespace("tools")
        let notes = try await notes("webhooks: {enabled: true}")
        let shown = try #require(notes.firstRange(of: "<<END\n")).upperBound
        let example = notes[shown...].prefix(upTo: try #require(notes.firstRange(of: "  kubectl get")).lowerBound)
        let resource = try #require(
            RenderedObject.all(in: example.split(separator: "END").joined()).first?.json)
        let path = "/apis/pinnace.dev/v1alpha1/namespaces/tools/configrepositories"
        let answer = try await LoopbackHTTP.send(
            "POST", path, port: server.port, headers: [("Content-Type", "application/json")], body: resource.bytes)
        #expect(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
        var wrong = resource
        wrong["metadata"]?["name"] = "wrong"
        wrong["spec"]?["interval"] = 7
        let refusal = try await LoopbackHTTP.send(
            "POST", path, port: server.port, headers: [("Content-Type", "application/json")], body: wrong.bytes)
        #expect(refusal.status == 422)
    }

    @Test func theNotesTellWhatWasInstalled() async throws {
        let all = try await notes(ProjectFile("charts/pinnace/ci/everything-values.yaml").text())
        for words in [
            "shards of their own those with a label pinnace.dev/shard of: one, two",
            "pins-pinnace-webhooks at /hooks/SENDER, with the secrets in the Secret pinnace-webhooks",
            "kubectl --namespace tools port-forward service/pins-pinnace-dashboard 9293:80",
            "--from=cronjob/pins-pinnace pins-pinnace-now",
        ] { #expect(all.contains(words), "\(words)") }
        let job = try await notes(ProjectFile("charts/pinnace/ci/cronjob-values.yaml").text())
        #expect(!job.contains("ConfigRepository"))
    }

    /// NOTES.txt as a template among others, as it is not among what is rendered.
    private func notes(_ values: String) async throws -> String {
        let copy = try TemporaryDirectory("chart")
        let folder = copy.path("pinnace")
        try FileManager.default.copyItem(atPath: Self.chart, toPath: folder)
        let notes = try copy.read("pinnace/templates/NOTES.txt")
        try copy.write("pinnace/templates/_notes.tpl", #"{{ define "notes" }}"# + notes + "{{ end }}")
        try copy.write(
            "pinnace/templates/notes.yaml",
            "apiVersion: v1\nkind: Notes\nmetadata: {name: notes}\ntext: {{ include \"notes\" . | quote }}\n")
        let objects = try RenderedObject.all(in: await ChartRenderer.render(folder, values: [values]))
        return try #require(objects.first { $0.kind == "Notes" }?.json["text"]?.text)
    }
}
