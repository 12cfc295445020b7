import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct ReflectorTests {
    private let cluster: Cluster
    private let time = TestClock()

    init() throws {
        cluster = try Cluster.started(time.clock)
    }

    private var reflector: Reflector<Widget> { Reflector(cluster.client, logger: Cluster.logger) }

    private func put(_ name: String, size: Int = 1, labels: APIJSON = [:]) {
        cluster.server.put([
            "apiVersion": "test.pinnace.dev/v1", "kind": "Widget",
            "metadata": ["name": .string(name), "labels": labels], "spec": ["size": .integer(size)],
        ])
    }

    /// `restarted a b`, `added c`, `modified c 2`, `deleted c`.
    private static func text(_ event: Reflector<Widget>.Event?) -> String {
        switch event {
        case .restarted(let all)?: (["restarted"] + all.compactMap(\.metadata.name)).joined(separator: " ")
        case .added(let widget)?: "added \(widget.metadata.name ?? "")"
        case .modified(let widget)?: "modified \(widget.metadata.name ?? "") \(widget.spec.size)"
        case .deleted(let widget)?: "deleted \(widget.metadata.name ?? "")"
        case nil: "ended"
        }
    }

    /// What a reflector tells, of which as many events as there are steps, each of which comes after what it does.
    private func told(
        by reflector: Reflector<Widget>? = nil, _ steps: [@Sendable () throws -> Void]
    ) async throws -> [String] {
        var iterator = (reflector ?? self.reflector).makeAsyncIterator()
        var texts: [String] = []
        for step in steps {
            try step()
            texts.append(Self.text(await iterator.next()))
        }
        return texts
    }

    @Test func oneListAndThenAWatch() async throws {
        put("a")
        let server = cluster.server
        let events = try await told([
            {}, { put("b") }, { put("a", size: 2) }, { server.remove("widgets", "default", "a") },
        ])
        #expect(events == ["restarted a", "added b", "modified a 2", "deleted a"])
        #expect(server.calls.map(\.verb) == ["list", "watch"])
        #expect(time.sleeps.isEmpty)
    }

    @Test func whatLeavesTheSelectorIsDeleted() async throws {
        put("a", labels: ["shard": "1"])
        put("b")
        let selected = Reflector<Widget>(
            cluster.client, ListOptions(labelSelector: "shard=1"), logger: Cluster.logger)
        let events = try await told(by: selected, [{}, { put("b", labels: ["shard": "1"]) }, { put("a") }])
        #expect(events == ["restarted a", "added b", "deleted a"])
    }

    @Test func framesMayBeSplitAnywhere() async throws {
        cluster.server.plan(.splitFrames, verb: "watch")
        let events = try await told([{}, { put("a") }, { put("b") }])
        #expect(events == ["restarted", "added a", "added b"])
    }

    @Test func aCutFrameComesAgain() async throws {
        cluster.server.plan(.cutFrame, verb: "watch")
        let events = try await told([{}, { put("a") }])
        #expect(events == ["restarted", "added a"])
        #expect(cluster.server.calls.map(\.verb) == ["list", "watch", "watch"])
        #expect(time.sleeps == [.milliseconds(800)])
    }

    @Test(arguments: [410, 200])
    func anExpiredVersionIsListedAnew(_ status: Int) async throws {
        let expired = StandInFailure(code: 410, reason: "Expired", message: "too old resource version: 1 (2)")
        cluster.server.plan(status == 410 ? .failure(expired) : .errorEvent(expired), verb: "watch")
        let events = try await told([{ put("a") }, {}, { put("b") }])
        #expect(events == ["restarted a", "restarted a", "added b"])
        #expect(cluster.server.calls.map(\.verb) == ["list", "watch", "list", "watch"])
    }

    @Test func aVersionThatTheServerForgotIsListedAnew() async throws {
        var iterator = reflector.makeAsyncIterator()
        #expect(Self.text(await iterator.next()) == "restarted")
        put("a")
        #expect(Self.text(await iterator.next()) == "added a")
        cluster.server.stop()
        put("b")
        cluster.server.compact()
        try cluster.server.listen()
        #expect(Self.text(await iterator.next()) == "restarted a b")
    }

    @Test func aServerThatIsAwayIsNotAskedForEverything() async throws {
        var iterator = reflector.makeAsyncIterator()
        _ = await iterator.next()
        put("a")
        #expect(Self.text(await iterator.next()) == "added a")
        cluster.server.forgetCalls()
        cluster.server.stop()
        put("b")
        let next = Task { [iterator] in
            var iterator = iterator
            return Self.text(await iterator.next())
        }
        while time.sleeps.count < 8 { try await Task.sleep(for: .milliseconds(5)) }
        try cluster.server.listen()
        #expect(await next.value == "added b")
        #expect(Set(cluster.server.calls.map(\.verb)) == ["watch"])
        let doubling = [800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000].map { Duration.milliseconds($0) }
        #expect(Array(time.sleeps.prefix(8)) == doubling)
    }

    @Test func aBusyServerIsNotAskedForEverything() async throws {
        let busy = StandInFailure(code: 429, reason: "TooManyRequests", message: "later", retryAfter: 0)
        cluster.server.plan(.failure(busy), times: 2, verb: "watch")
        let events = try await told([{}, { put("a") }])
        #expect(events == ["restarted", "added a"])
        #expect(cluster.server.calls.map(\.verb) == ["list", "watch", "watch", "watch"])
        #expect(time.sleeps == [.milliseconds(800), .milliseconds(1_600)])
    }

    @Test func aSilentWatchIsDead() async throws {
        cluster.server.plan(.silentWatch, verb: "watch")
        var reflector = reflector
        reflector.silence = .seconds(1)
        let events = try await told(by: reflector, [{}, { put("a") }])
        #expect(events == ["restarted", "added a"])
        #expect(cluster.server.calls.map(\.verb) == ["list", "watch", "watch"])
    }

    @Test func bookmarksCarryTheVersionOn() async throws {
        cluster.server.sendBookmarks(every: .milliseconds(20))
        var reflector = reflector
        reflector.watchSeconds = 1...1
        var iterator = reflector.makeAsyncIterator()
        _ = await iterator.next()
        let next = Task { [iterator] in
            var iterator = iterator
            return Self.text(await iterator.next())
        }
        try await Task.sleep(for: .milliseconds(100))
        // Another kind's writes move the version on; then the watch's own past is forgotten.
        for _ in 0..<3 { cluster.server.put(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "x"]]) }
        try await Task.sleep(for: .milliseconds(100))
        cluster.server.compact()
        while cluster.server.calls.filter({ $0.verb == "watch" }).count < 2 {
            try await Task.sleep(for: .milliseconds(10))
        }
        put("a")
        #expect(await next.value == "added a")
        #expect(cluster.server.calls.map(\.verb) == ["list", "watch", "watch"])
    }

    @Test func anObjectThatCannotBeReadHidesNoOther() async throws {
        let odd: APIJSON = [
            "apiVersion": "test.pinnace.dev/v1", "kind": "Widget", "metadata": ["name": "odd"],
            "spec": ["size": "large"],
        ]
        cluster.server.put(odd)
        put("a")
        let server = cluster.server
        let events = try await told([
            {},
            {
                server.put(odd)
                put("b")
            },
        ])
        #expect(events == ["restarted a", "added b"])
    }

    @Test func itEndsWithItsTask() async throws {
        let reflector = reflector
        let task = Task {
            for await _ in reflector {}
            return true
        }
        while cluster.server.calls.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        #expect(await task.value)
    }
}
