import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct FirstTests {
    @Test func getListAndPatch() async throws {
        let server = try StandInAPIServer.start()
        defer { server.stop() }
        server.define(Widget.definition)
        let access = ClusterAccess(server: server.url)
        var configuration = HTTPClientConfiguration()
        access.configure(&configuration)
        let client = KubernetesClient(access, http: CURLClient(configuration))
        let made = try await client.create(Widget("a"))
        #expect(made.spec.colour == "red")
        #expect(made.status?.observedGeneration == -1)
        let changed = try await client.updateStatus(of: made) { $0.status?.phase = "done" }
        #expect(changed.status?.phase == "done")
        #expect(changed.metadata.generation == 1)
        #expect(try await client.list(Widget.self).items.count == 1)
    }
}
