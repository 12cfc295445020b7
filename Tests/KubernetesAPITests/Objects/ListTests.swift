import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct ListTests {
    private let cluster: Cluster
    private var client: KubernetesClient { cluster.client }

    init() throws {
        cluster = try Cluster.started()
        for number in 0..<1_201 {
            cluster.server.put([
                "apiVersion": "v1", "kind": "ConfigMap",
                "metadata": ["name": .string("map-\(number)"), "labels": ["odd": .string("\(number % 2)")]],
            ])
        }
    }

    @Test func aListComesInPages() async throws {
        let list = try await client.list(ConfigMap.self)
        #expect(Set(list.items.compactMap(\.metadata.name)).count == 1_201)
        #expect(list.version == String(cluster.server.version))
        #expect(cluster.server.calls.map(\.verb) == ["list", "list", "list"])
    }

    @Test func pagesThatExpireAreAskedForAnewInOne() async throws {
        let expired = StandInFailure(
            code: 410, reason: "Expired", message: "The provided continue parameter is too old")
        let server = cluster.server
        server.plan(.failure(expired), after: 1, verb: "list")
        let list = try await client.list(ConfigMap.self)
        #expect(list.items.count == 1_201)
        #expect(server.calls.count == 3)
    }

    @Test func aListIsNarrowedDown() async throws {
        #expect(try await client.list(ConfigMap.self, ListOptions(labelSelector: "odd=1")).items.count == 600)
        #expect(try await client.list(ConfigMap.self, ListOptions(labelSelector: "odd notin (1)")).items.count == 601)
        #expect(try await client.list(ConfigMap.self, ListOptions(namespace: "kube-system")).items.isEmpty)
        let named = ListOptions(fieldSelector: "metadata.name=map-7")
        #expect(try await client.list(ConfigMap.self, named).items.count == 1)
    }

    @Test func anObjectThatCannotBeReadIsNamed() async throws {
        cluster.server.define(Widget.definition)
        cluster.server.put([
            "apiVersion": "test.pinnace.dev/v1", "kind": "Widget", "metadata": ["name": "odd"],
            "spec": ["size": "hunter2"],
        ])
        let list = try await client.list(Widget.self)
        #expect(list.items.isEmpty)
        #expect(list.unreadable.map(\.key.description) == ["default/odd"])
        #expect(
            list.unreadable.first?.error.description
                == "list widgets: the answer is not what the API describes, at items.0.spec.size")
    }
}
