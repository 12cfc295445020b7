import Foundation
import PinnaceTestSupport
import Testing
import YAMLSource

@testable import Controller

/// The rights in `manifests/` are exactly those that the controller uses.
@Suite struct AccessRulesTests {
    /// One right, as an authorizer compares it.
    private struct Right: Hashable, CustomStringConvertible {
        let verb: String
        let group: String
        let resource: String

        var description: String { "\(verb) \(group)/\(resource)" }
    }

    @Test func requestsAndRulesAreTheSame() async throws {
        let requests = try await everythingThatIsAsked()
        let asked = Set(
            requests.map {
                Right(
                    verb: $0.verb, group: $0.group,
                    resource: $0.resource + ($0.subresource.map { "/\($0)" } ?? ""))
            })
        let allowed = try rights("clusterrole.yaml").union(rights("role.yaml"))
        #expect(asked.subtracting(allowed).isEmpty)
        #expect(allowed.subtracting(asked).isEmpty)
    }

    /// With these rules in force, names of Leases and the namespace included, a controller does its work.
    @Test(arguments: [false, true]) func theRulesAreEnough(_ isNamespaced: Bool) async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        let namespace = isNamespaced ? "pinnace-system" : "team-a"
        try await cluster.apply(["rollback": ["automatic": true]], name: "apps", namespace: namespace)
        let own = try rules("clusterrole.yaml", in: isNamespaced ? namespace : nil)
        cluster.standIn.allow(try own + rules("role.yaml", in: "pinnace-system"))
        let service = try cluster.controller(lease: true) { settings in
            settings.namespace = isNamespaced ? namespace : nil
        }
        try await cluster.running(service) {
            _ = try await cluster.wait(namespace: namespace, for: "a commit") { $0.isReady }
            try await service.mark([.repository(addresses: [cluster.url])])
            _ = try await cluster.wait(namespace: namespace, for: "another run") {
                $0[["status", "lastHandledReconcileAt"]] != nil
            }
            _ = try await cluster.event("Pushed")
        }
        let lease = cluster.standIn.object("leases", "pinnace-system", "pinnace-controller")
        #expect(lease?[["spec", "holderIdentity"]] == "")
    }

    private func rules(_ file: String, in namespace: String?) throws -> [StandInRule] {
        let text = try ProjectFile("manifests/controller/\(file)").text()
        return try YAMLStream(bytes: Array(text.utf8)).documents.flatMap { document in
            try (document["rules"].map { Array($0.elements) } ?? []).map { rule in
                StandInRule(
                    groups: Set(try words(rule, "apiGroups")), resources: Set(try words(rule, "resources")),
                    verbs: Set(try words(rule, "verbs")),
                    names: Set(rule["resourceNames"] == nil ? [] : try words(rule, "resourceNames")),
                    namespace: namespace)
            }
        }
    }

    /// A run of each kind: pins, a node list, a ConfigMap, an event that repeats, a status that somebody else wrote.
    private func everythingThatIsAsked() async throws -> [StandInCall] {
        let cluster = try await Cluster.start(["api.yaml": "image: nothing\n"])
        for number in 0..<2 {
            cluster.standIn.create(
                "nodes",
                [
                    "metadata": ["name": .string("node-\(number)")],
                    "status": ["nodeInfo": ["operatingSystem": "linux", "architecture": "amd64"]],
                ])
        }
        cluster.standIn.create(
            "configmaps",
            [
                "metadata": ["name": "settings", "namespace": "team-a"],
                "data": ["config.yaml": "apiVersion: pinnace.dev/v1alpha1\nkind: Config\nplatforms: [linux/arm\n"],
            ])
        try await cluster.apply(["configRef": ["name": "settings"], "platforms": ["nodes"]])
        cluster.standIn.plan(
            .failure(.init(code: 409, reason: "Conflict", message: "somebody else wrote")), verb: "patch",
            "configrepositories")
        cluster.standIn.forgetCalls()
        let service = try cluster.controller(lease: true)
        try await cluster.running(service) {
            _ = try await cluster.wait(for: "the first failure") { $0.condition("Stalled") != nil }
            try await service.mark([.repository(addresses: [cluster.url])])
            _ = try await cluster.wait(for: "the second") { $0[["status", "lastHandledReconcileAt"]] != nil }
            for _ in 0..<200
            where !cluster.standIn.calls.contains(where: { $0.verb == "patch" && $0.resource == "events" }) {
                try await Task.sleep(for: .milliseconds(50))
            }
            for _ in 0..<200 where !cluster.standIn.calls.contains(where: { $0.verb == "update" }) {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        return cluster.standIn.calls + (try await everythingThatAWatchedRolloutAsks())
    }

    private func everythingThatAWatchedRolloutAsks() async throws -> [StandInCall] {
        let cluster = try await Cluster.start(["pod.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply(["rollback": ["automatic": true]])
        cluster.standIn.forgetCalls()
        let service = try cluster.controller()
        try await cluster.running(service) {
            _ = try await cluster.wait(for: "a commit") { $0.isReady }
            try await service.mark([.repository(addresses: [cluster.url])])
            _ = try await cluster.wait(for: "another run") { $0[["status", "lastHandledReconcileAt"]] != nil }
        }
        return cluster.standIn.calls
    }

    private func rights(_ file: String) throws -> Set<Right> {
        let text = try ProjectFile("manifests/controller/\(file)").text()
        let stream = try YAMLStream(bytes: Array(text.utf8))
        var rights: Set<Right> = []
        for document in stream.documents {
            for rule in try #require(document["rules"]).elements {
                for group in try words(rule, "apiGroups") {
                    for resource in try words(rule, "resources") {
                        for verb in try words(rule, "verbs") {
                            rights.insert(Right(verb: verb, group: group, resource: resource))
                        }
                    }
                }
            }
        }
        return rights
    }

    private func words(_ rule: YAMLNode, _ key: String) throws -> [String] {
        try #require(rule[key]).elements.map { try #require($0.string) }
    }
}
