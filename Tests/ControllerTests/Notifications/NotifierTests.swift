import Foundation
import HTTPTransport
import KubernetesAPI
import Logging
import PinnaceTestSupport
import Synchronization
import Testing

@testable import Controller

/// Notices reach their receivers, beside the runs, a few times at most, and not where they must not.
@Suite struct NotifierTests {
    private static func secret(_ cluster: Cluster, _ name: String, _ address: String) {
        cluster.standIn.create(
            "secrets",
            [
                "metadata": ["name": .string(name), "namespace": "team-a"],
                "data": [
                    "address": .string(Data("\(address)\n".utf8).base64EncodedString()),
                    "token": .string(Data("s3cret\n".utf8).base64EncodedString()),
                ],
            ])
    }

    @Test func aCommitIsToldToThoseWhoAskedForIt() async throws {
        let receiver = try ScriptedHTTPServer.start { request in
            request.path == "/busy" ? .status(503) : .status(202)
        }
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        Self.secret(cluster, "own", "\(receiver.url("/own"))")
        Self.secret(cluster, "chat", "\(receiver.url("/chat"))")
        try await cluster.apply([
            "notifications": [
                ["type": "webhook", "secretRef": ["name": "own"]],
                ["type": "slack", "secretRef": ["name": "chat"], "events": ["failure"]],
            ]
        ])
        let service = try cluster.controller { $0.notifications.allowedHosts = ["127.0.0.1:\(receiver.port)"] }
        try await cluster.running(service) {
            _ = try await cluster.wait(for: "a commit") { $0.isReady }
            for _ in 0..<200 where receiver.requests.isEmpty { try await Task.sleep(for: .milliseconds(25)) }
        }
        let request = try #require(receiver.requests.first)
        #expect(receiver.requests.map(\.path) == ["/own"])
        #expect(request[header: "X-Pinnace-Event"] == "commit")
        #expect(request[header: "X-Signature"] == NotificationBody.signature(request.body, Secret("s3cret")))
        let head = try await cluster.git("rev-parse", "main")
        #expect(String(decoding: request.body, as: UTF8.self).contains("\"revision\":\"\(head)\""))
    }

    @Test func aTenantCannotReachThisMachine() async throws {
        let receiver = try ScriptedHTTPServer.start { _ in .status(200) }
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        Self.secret(cluster, "own", "\(receiver.url("/own"))")
        try await cluster.apply(["notifications": [["type": "webhook", "secretRef": ["name": "own"]]]])
        let port = ServerPort.free()
        try await cluster.running(cluster.controller { $0.ports.metrics = port }) {
            _ = try await cluster.wait(for: "a commit") { $0.isReady }
            try await MetricsText.on(
                port, having: #"pinnace_notifications_total{type="webhook",result="failed"} 1"#)
        }
        #expect(receiver.requests.isEmpty)
    }

    @Test func aBusyReceiverIsAskedAFewTimes() async throws {
        let asked = Atomic(0)
        let receiver = try ScriptedHTTPServer.start { _ in
            .status(asked.add(1, ordering: .relaxed).newValue < 3 ? 503 : 200)
        }
        try await Self.sender().send(Self.notice, to: Self.target("\(receiver.url("/"))"))
        #expect(receiver.requests.count == 3)
        // Each attempt is the same delivery.
        #expect(Set(receiver.requests.map { $0[header: "X-Pinnace-Delivery"] }).count == 1)
    }

    @Test(arguments: [
        (500, 4, "the receiver answered 500"), (404, 1, "the receiver answered 404"),
        (302, 1, "the receiver answered 302"),
    ])
    func whatDoesNotHelpIsGivenUp(_ status: Int, _ attempts: Int, _ words: String) async throws {
        let receiver = try ScriptedHTTPServer.start { _ in
            .status(status, headers: [("Location", "http://127.0.0.1:1/")])
        }
        await #expect(throws: NotificationProblem(words)) {
            try await Self.sender().send(Self.notice, to: Self.target("\(receiver.url("/"))"))
        }
        #expect(receiver.requests.count == attempts)
    }

    @Test(arguments: [
        "http://169.254.169.254/latest/meta-data", "https://127.0.0.1:6443/", "https://[::1]/",
        "http://hooks.example.com/",
    ])
    func aTenantsAddressLeadsToTheInternetAlone(_ address: String) async throws {
        await #expect(throws: NotificationProblem("the address is not one that tenants may use")) {
            try await Self.sender().send(Self.notice, to: Self.target(address, isOperators: false))
        }
    }

    @Test(arguments: ["", "hooks.example.com", "file:///etc/passwd", "ssh://h/x", "https://"])
    func whatIsNoAddressIsRefused(_ address: String) {
        #expect(throws: NotificationProblem("'address' is not the URL of a web server")) {
            try NotificationAddress(Secret(address), token: nil)
        }
    }

    /// Whoever tells does not wait: a line that nobody works off holds no more than its bound.
    @Test func aLineIsBoundedAndTheSameIsToldOnce() async throws {
        let receiver = try ScriptedHTTPServer.start { _ in .status(200) }
        let directory = try TemporaryDirectory("notifications")
        try directory.write(
            "targets.yaml",
            """
            apiVersion: pinnace.dev/v1alpha1
            kind: Notifications
            targets:
              - {type: webhook, address: "\(receiver.url("/all"))", namespaces: [team-a]}
              - {type: flux, address: "\(receiver.url("/none"))", namespaces: [team-b]}

            """)
        var settings = NotificationSettings()
        settings.file = directory.path("targets.yaml")
        let metrics = Metrics()
        let notifier = Notifier(
            cluster: KubernetesClient(
                ClusterAccess(server: try #require(URL(string: "http://127.0.0.1:1")), tokens: FixedToken(Secret("t"))),
                http: Self.client),
            settings: settings, sender: Self.sender(), metrics: metrics,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let resource = ConfigRepository(
            metadata: .init(name: "apps", namespace: "team-a"), spec: .init(url: "https://git.example.com/a.git"))
        for number in 0..<100 {
            var notice = Self.notice
            notice.revision = "\(number % 50)"
            notifier.tell([notice], of: resource)
        }
        let task = Task { await notifier.run() }
        for _ in 0..<200 where receiver.requests.count < Notifier.longestLine {
            try await Task.sleep(for: .milliseconds(25))
        }
        task.cancel()
        await task.value
        #expect(receiver.requests.count == Notifier.longestLine)
        #expect(Set(receiver.requests.map(\.path)) == ["/all"])
        #expect(metrics.text.contains(#"pinnace_notifications_total{type="any",result="dropped"} 18"#))
    }

    private static var client: CURLClient {
        var configuration = HTTPClientConfiguration(version: "test")
        configuration.proxies = .none
        return CURLClient(configuration)
    }

    private static func sender() -> NotificationSender {
        NotificationSender(http: client, reporter: ("pinnace-controller", "pod-0"), firstPause: .milliseconds(5))
    }

    private static func target(_ address: String, isOperators: Bool = true) throws -> NotificationTarget {
        NotificationTarget(
            type: .webhook, events: [], address: try NotificationAddress(Secret(address), token: nil),
            isOperators: isOperators)
    }

    private static let notice = Notice(
        event: .commit,
        object: ObjectReference(
            apiVersion: "pinnace.dev/v1alpha1", kind: "ConfigRepository", namespace: "team-a", name: "apps"),
        url: "https://git.example.com/a.git", branch: "main", reason: "Pushed", message: "Pin 1 image",
        revision: "8c1d", time: Date(timeIntervalSince1970: 1_795_249_927))
}
