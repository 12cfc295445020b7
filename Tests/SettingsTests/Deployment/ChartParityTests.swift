import Foundation
import PinnaceTestSupport
import Testing
import YAMLSource

/// The chart installs what `manifests/` installs: the same rights, the same arguments, the same pod.
@Suite struct ChartParityTests {
    private static func rendered(_ values: String) async throws -> [RenderedObject] {
        try RenderedObject.all(in: await ChartRenderer.render(ProjectFile("charts/pinnace").location, values: [values]))
    }

    private static func manifest(_ name: String) throws -> RenderedObject {
        try #require(RenderedObject.all(in: ProjectFile("manifests/\(name)").text()).first)
    }

    @Test func theRightsAreTheSame() async throws {
        let objects = try await Self.rendered("{}")
        let cluster = try #require(objects.first { $0.kind == "ClusterRole" })
        let election = try #require(objects.first { $0.kind == "Role" })
        #expect(cluster.json["rules"] == (try Self.manifest("controller/clusterrole.yaml")).json["rules"])
        let expected = try Self.manifest("controller/role.yaml").json["rules"]?.elements ?? []
        var rules = election.json["rules"]?.elements ?? []
        #expect(rules.last?["resourceNames"] == ["pins-pinnace-controller"])
        rules[rules.count - 1]["resourceNames"] = expected.last?["resourceNames"]
        #expect(rules == expected)
    }

    @Test func withinANamespaceThereIsNoRightOnNodes() async throws {
        let objects = try await Self.rendered("controller: {namespaced: true}")
        #expect(!objects.contains { $0.kind.hasPrefix("ClusterRole") })
        let own = try #require(objects.first { $0.kind == "Role" && $0.name == "pins-pinnace-controller" })
        let whole = try Self.manifest("controller/clusterrole.yaml").json["rules"]?.elements ?? []
        #expect(own.json["rules"]?.elements == whole.filter { $0["resources"] != ["nodes"] })
    }

    @Test(
        arguments: [
            ("{}", []), ("webhooks: {enabled: true}", ["webhooks"]), ("dashboard: {enabled: true}", ["dashboard"]),
            ("controller: {namespaced: true}", ["namespaced"]), ("controller: {shards: [one]}", ["sharding"]),
            (
                "{controller: {namespaced: true, shards: [one]}, webhooks: {enabled: true}, dashboard: {enabled: true}}",
                ["sharding", "webhooks", "dashboard", "namespaced"]
            ),
        ] as [(String, [String])])
    func theArgumentsAreTheSame(_ values: String, _ components: [String]) async throws {
        let objects = try await Self.rendered(values)
        let base = DeployedArguments(try Self.manifest("controller/deployment/deployment.yaml")).all
        for deployment in objects where deployment.kind == "Deployment" {
            let isShard = deployment.name.hasSuffix("-one")
            var expected = base
            for component in components {
                if isShard, component == "sharding" {
                    expected += try Self.added(by: "shards/one")
                } else if !isShard || component == "namespaced" {
                    expected += try Self.added(by: "components/\(component)")
                }
            }
            // What a chart says besides are the names and numbers that are the program's own otherwise.
            let own = [
                "--lease-name=", "--lease-duration=15", "--lease-renew-deadline=10", "--lease-retry-period=2",
                "--concurrency=4",
            ]
            let arguments = DeployedArguments(deployment).all
                .filter { argument in !own.contains { argument.hasPrefix($0) } }
                .map { $0 == "tools" ? "pinnace-system" : $0 }
            #expect(arguments.sorted() == expected.sorted(), "\(deployment)")
        }
    }

    /// What a kustomization's patches add to the arguments.
    private static func added(by folder: String) throws -> [String] {
        let kustomization = try manifest("\(folder)/kustomization.yaml").json
        return try (kustomization["patches"]?.elements ?? []).flatMap { patch -> [String] in
            let operations = try RenderedObject.all(in: patch["patch"]?.text ?? "").first?.json.elements ?? []
            return operations.filter { $0["path"]?.text?.hasSuffix("/args/-") == true }
                .compactMap { $0["value"]?.text }
        }
    }

    @Test func thePodIsTheSame() async throws {
        let objects = try await Self.rendered("image: {registry: a, repository: b}")
        var own = try #require(objects.first { $0.kind == "Deployment" }?.pod?.spec)
        var published = try #require(try Self.manifest("controller/deployment/deployment.yaml").pod?.spec)
        #expect(own["serviceAccountName"] == "pins-pinnace-controller")
        #expect(published["serviceAccountName"] == "pinnace-controller")
        for key in ["serviceAccountName"] {
            own[key] = nil
            published[key] = nil
        }
        var (container, expected) = (
            try #require(own["containers"]?.elements?.first), try #require(published["containers"]?.elements?.first)
        )
        for key in ["args", "image", "imagePullPolicy"] {
            container[key] = nil
            expected[key] = nil
        }
        #expect(container == expected)
        own["containers"] = nil
        published["containers"] = nil
        #expect(own == published)
    }

    @Test(arguments: [
        ("configrepositories.yaml", "crds/configrepositories.yaml"),
        ("prometheusrule.yaml", "components/monitoring/prometheusrule.yaml"),
        ("pinnace.json", "components/monitoring/pinnace.json"),
    ])
    func whatTheChartCarriesIsPublished(_ file: String, _ source: String) throws {
        let text = try ProjectFile("manifests/\(source)").text()
        #expect(try ProjectFile("charts/pinnace/files/\(file)").problem(comparedWith: text) == nil)
    }
}

/// What is installed with kubectl, rendered where it is at hand.
@Suite(.enabled(if: (try? Command.resolve("kubectl")) != nil, "kubectl is not installed"))
struct ManifestRenderingTests {
    @Test(arguments: ["cluster", "ha", "everything", "namespaced", "sharded"])
    func controllersAndTheirLeasesGoTogether(_ overlay: String) async throws {
        let text = try await Command.run(
            "kubectl", ["kustomize", ProjectFile("manifests/overlays/\(overlay)").location]
        ).checked()
        let objects = try RenderedObject.all(in: text)
        let deployments = objects.filter { $0.kind == "Deployment" }
        let roles = objects.filter { $0.kind == "Role" }.flatMap { $0.json["rules"]?.elements ?? [] }
        let leases = roles.flatMap { $0["resourceNames"]?.elements ?? [] }.compactMap(\.text)
        #expect(leases.sorted() == deployments.map { DeployedArguments($0).lease }.sorted())
        for deployment in deployments {
            let match = LabelMatch(deployment.json["spec"]?["selector"])
            #expect(deployments.filter { match.matches($0.pod?.labels ?? [:]) }.map(\.name) == [deployment.name])
        }
        for service in objects where service.kind == "Service" {
            let match = LabelMatch(service.json["spec"]?["selector"])
            #expect(deployments.count { match.matches($0.pod?.labels ?? [:]) } == 1, "\(service)")
        }
    }
}
