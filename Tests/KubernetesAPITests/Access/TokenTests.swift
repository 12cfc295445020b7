import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct TokenTests {
    private let time = TestClock()
    private let directory: TemporaryDirectory
    private let key = ObjectKey(namespace: "default", name: "kube-root-ca.crt")

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("token", "first\n")
    }

    private var file: TokenFile { TokenFile(directory.path("token"), clock: time.clock) }

    @Test func aFileIsReadAgainEveryMinute() async throws {
        let file = file
        #expect(try file.token() == Secret("first"))
        try directory.write("token", "second")
        time.advance(by: .seconds(59))
        #expect(try file.token() == Secret("first"))
        time.advance(by: .seconds(1))
        #expect(try file.token() == Secret("second"))
    }

    @Test(arguments: ["", "two words", nil])
    func whatCannotBeReadKeepsTheOldOne(_ text: String?) async throws {
        let file = file
        _ = try file.token()
        directory.remove()
        if let text {
            _ = try directory.directory("")
            try directory.write("token", text)
        }
        time.advance(by: .seconds(60))
        #expect(try file.token() == Secret("first"))
    }

    @Test func aRefusedTokenIsNotUsedAgain() async throws {
        let file = file
        _ = try file.token()
        file.refused()
        directory.remove()
        let error = await failure { () throws(KubernetesError) in try file.token() }
        #expect(error?.code == .credential)
        #expect(error?.message == "cannot be read: No such file or directory")
    }

    @Test func aRotatedTokenIsTakenAfterOneRefusal() async throws {
        let cluster = try Cluster.started(time.clock, token: file)
        cluster.server.accept(tokens: ["first"])
        _ = try await cluster.client.list(ConfigMap.self)
        try directory.write("token", "second")
        cluster.server.accept(tokens: ["second"])
        _ = try await cluster.client.list(ConfigMap.self)
        #expect(cluster.server.calls.count == 2)
    }

    @Test func aTokenThatStaysRefusedIsAnError() async throws {
        let cluster = try Cluster.started(time.clock, token: file)
        cluster.server.accept(tokens: ["another"])
        let error = await failure { () async throws(KubernetesError) in
            try await cluster.client.get(ConfigMap.self, key)
        }
        #expect(error?.code == .unauthorized)
        #expect(
            error?.description
                == "get configmaps default/kube-root-ca.crt: the API server does not know who asks: check the token or "
                + "the kubeconfig's user")
    }

    @Test func aWatchTakesTheRotatedTokenToo() async throws {
        let cluster = try Cluster.started(time.clock, token: file)
        cluster.server.accept(tokens: ["first"])
        var iterator = Reflector<Widget>(cluster.client, logger: Cluster.logger).makeAsyncIterator()
        _ = await iterator.next()
        try directory.write("token", "second")
        cluster.server.accept(tokens: ["second"])
        cluster.server.put([
            "apiVersion": "test.pinnace.dev/v1", "kind": "Widget", "metadata": ["name": "a"], "spec": ["size": 1],
        ])
        guard case .added? = await iterator.next() else {
            Issue.record("the watch did not go on")
            return
        }
        #expect(time.sleeps.isEmpty)
    }
}
