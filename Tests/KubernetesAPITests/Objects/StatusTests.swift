import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct StatusTests {
    private let cluster: Cluster
    private var client: KubernetesClient { cluster.client }

    init() throws {
        cluster = try Cluster.started()
    }

    @Test func aStatusIsWrittenApartFromTheSpec() async throws {
        let made = try await client.create(Widget("a"))
        let changed = try await client.updateStatus(of: made) { widget in
            widget.status?.phase = "done"
            widget.spec.size = 50
        }
        #expect(changed.status == .init(observedGeneration: -1, phase: "done"))
        #expect(changed.spec.size == 1)
        #expect(changed.metadata.generation == 1)
    }

    @Test func aStatusThatIsRightIsNotWritten() async throws {
        let made = try await client.create(Widget("a"))
        cluster.server.forgetCalls()
        _ = try await client.updateStatus(of: made) { $0.status?.observedGeneration = -1 }
        #expect(cluster.server.calls.isEmpty)
    }

    @Test func aFieldThatIsGoneIsTakenAway() async throws {
        let made = try await client.create(Widget("a"))
        let first = try await client.updateStatus(of: made) { $0.status?.phase = "done" }
        let second = try await client.updateStatus(of: first) { $0.status?.phase = nil }
        #expect(second.status?.phase == nil)
        #expect(cluster.server.object("widgets", "default", "a")?["status"] == ["observedGeneration": -1])
    }

    @Test func somebodyElsesWriteIsNotLost() async throws {
        let made = try await client.create(Widget("a"))
        _ = try await client.update(made) { $0.spec.size = 9 }
        let changed = try await client.updateStatus(of: made) { $0.status?.observedGeneration = $0.metadata.generation }
        #expect(changed.status?.observedGeneration == 2)
        #expect(cluster.server.calls.map(\.verb) == ["create", "patch", "patch", "get", "patch"])
    }

    @Test func afterFiveConflictsItIsGivenUp() async throws {
        let made = try await client.create(Widget("a"))
        cluster.server.plan(
            .failure(.init(code: 409, reason: "Conflict", message: "the object has been modified")), times: 9,
            verb: "patch")
        let error = await failure { () async throws(KubernetesError) in
            try await client.updateStatus(of: made) { $0.status?.phase = "done" }
        }
        #expect(error?.code == .conflict)
        #expect(cluster.server.calls.filter { $0.verb == "patch" }.count == 5)
    }
}
