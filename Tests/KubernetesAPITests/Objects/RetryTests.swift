import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct RetryTests {
    private let cluster: Cluster
    private let time = TestClock()
    private let key = ObjectKey(namespace: "default", name: "a")

    init() throws {
        cluster = try Cluster.started(time.clock)
    }

    private func get() async -> KubernetesError? {
        await failure { () async throws(KubernetesError) in try await cluster.client.get(Widget.self, key) }
    }

    @Test func aServerThatSaysWhenIsAskedAgain() async throws {
        let busy = StandInFailure(code: 429, reason: "TooManyRequests", message: "later", retryAfter: 0)
        cluster.server.plan(.failure(busy), times: 2, verb: "get")
        #expect(await get()?.code == .notFound)
        #expect(cluster.server.calls.count == 3)
    }

    @Test func butTenTimesAtMost() async throws {
        let busy = StandInFailure(code: 503, reason: "ServiceUnavailable", message: "later", retryAfter: 0)
        cluster.server.plan(.failure(busy), times: 100, verb: "get")
        let error = await get()
        #expect(error?.code == .server)
        #expect(error?.description == "get widgets default/a: later")
        #expect(cluster.server.calls.count == 11)
    }

    @Test(arguments: [429, 500, 503])
    func aServerThatDoesNotIsNotAskedAgain(_ status: Int) async throws {
        cluster.server.plan(.failure(.init(code: status, reason: "", message: "no")), times: 2, verb: "get")
        #expect(await get()?.status == status)
        #expect(cluster.server.calls.count == 1)
    }

    @Test func aServerThatWantsToBeLeftAloneForLongIsAnError() async throws {
        let away = StandInFailure(code: 503, reason: "ServiceUnavailable", message: "later", retryAfter: 3_600)
        cluster.server.plan(.failure(away), verb: "get")
        #expect(await get()?.retryAfter == .seconds(3_600))
        #expect(time.sleeps.isEmpty)
    }

    @Test func aLostConnectionIsNoSecondWrite() async throws {
        cluster.server.plan(.lostAnswer, verb: "create")
        let error = await failure { () async throws(KubernetesError) in try await cluster.client.create(Widget("a")) }
        #expect(error?.code == .connection)
        #expect(cluster.server.calls.map(\.verb) == ["create"])
        #expect(cluster.server.objects("widgets").count == 1)
    }

    @Test func anAnswerThatIsNoneIsSaid() async throws {
        cluster.server.plan(.answer(.text("<html>a proxy</html>")), verb: "get")
        #expect(await get()?.description == "get widgets default/a: the answer is not what the API describes")
        cluster.server.plan(.answer(.text("<html>a proxy</html>", status: 502)), verb: "get")
        #expect(await get()?.description == "get widgets default/a: the API server answered 502")
    }

    @Test func whatTheServerSaysIsOneLine() async throws {
        let message = "no\u{1b}[31m\nFAKE LOG LINE" + String(repeating: "x", count: 5_000)
        cluster.server.plan(.failure(.init(code: 403, reason: "Forbidden", message: message)), verb: "get")
        let error = await get()
        #expect(error?.message.hasPrefix("no [31m FAKE LOG LINExxx") == true)
        #expect(error?.message.count == 1_025)
    }
}
