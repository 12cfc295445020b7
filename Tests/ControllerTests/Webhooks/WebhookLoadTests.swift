import Crypto
import Foundation
import HTTPTransport
import Logging
import PinnaceTestSupport
import Testing

@testable import Controller

/// Many who send too slowly, too much, or what they cannot sign: memory stays bounded, nothing of it is accepted, and who may
/// send is heard. `PINNACE_WEBHOOK_SECONDS` makes the load last longer, as `make bench` does.
@Suite(.serialized) struct WebhookLoadTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seconds = Int(environment["PINNACE_WEBHOOK_SECONDS"] ?? "") ?? 2
    private static let secret = "s3cret"

    /// A replica with a port for webhooks, and what it keeps of them.
    private struct Rig {
        let cluster: Cluster
        let replica: ControllerProcess
        let port = ServerPort.free()
        private let metrics = ServerPort.free()
        private let secrets: TemporaryDirectory

        init() async throws {
            cluster = try await Cluster.start(["README": "Nothing here.\n"])
            try await cluster.apply(["interval": "24h", "dryRun": true])
            secrets = try TemporaryDirectory("webhooks")
            for sender in ["github", "gitlab", "harbor", "quay"] { try secrets.write(sender, "\(secret)\n") }
            try secrets.write("artifact-registry", "\(TokenIssuer.audience) \(TokenIssuer.email)\n")
            try secrets.write("artifact-registry.jwks", TokenIssuer.google.published)
            replica = try ControllerProcess(
                cluster, binary: environment["PINNACE_SCALE_BINARY"],
                [
                    "--no-leader-election", "--metrics-port", "\(metrics)", "--health-port", "0", "--webhook-port",
                    "\(port)", "--webhook-secrets", secrets.path,
                ])
            _ = try await cluster.wait(for: "the first run") { $0.isReady }
        }

        func answers(_ code: Int) async throws -> Int {
            let text = try await MetricsText.read(metrics)
            return text.split(separator: "\n").filter {
                $0.hasPrefix("pinnace_webhooks_total{") && $0.contains("code=\"\(code)\"")
            }.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +)
        }

        func deliver() async throws -> Int {
            let body = Array(#"{"project":{"git_http_url":"\#(cluster.url)"}}"#.utf8)
            return try await LoopbackHTTP.send(
                "POST", "/hooks/gitlab", port: port, headers: [("X-Gitlab-Token", secret)], body: body
            ).status
        }
    }

    @Test func nothingForgedIsAcceptedUnderLoad() async throws {
        let rig = try await Rig()
        let scripts = try TemporaryDirectory("wrk")
        try scripts.write("forge.lua", Self.forgeries)
        let before = try rig.replica.usage().resident
        // Bodies that never come to their end, beside the load: a few that have all room, and many small ones.
        let slow = try (0..<100).map { _ in try OpenConnection(port: rig.port) }
        for (index, connection) in slow.enumerated() {
            try? connection.send(
                "POST /hooks/\(index % 2 == 0 ? "github" : "gitlab") HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n"
                    + String(repeating: " ", count: index < 40 ? 2_900_000 : 10_000))
        }
        let load = try await Command.run(
            "wrk",
            [
                "--threads", "2", "--connections", "64", "--duration", "\(Self.seconds)s", "--timeout", "60s",
                "--script", scripts.path("forge.lua"), "http://127.0.0.1:\(rig.port)/",
            ], timeout: .seconds(Self.seconds + 120))
        try load.checked()
        let refused = try await rig.answers(401)
        let peak = try rig.replica.usage().peak
        print("\(refused) forged deliveries refused in \(Self.seconds) s, \((peak - before) >> 20) MiB more at most")
        #expect(refused > 0)
        #expect(try await rig.answers(503) > 0)
        #expect(try await rig.answers(202) == 0, "\(load)")
        #expect(try rig.cluster.resource()[["metadata", "annotations"]] == nil)
        #expect(peak - before < 256 << 20)
        // Who may send is heard, with all of them still there.
        #expect(try await rig.deliver() == 202)
        _ = try await rig.cluster.wait(for: "another run") { $0[["status", "lastHandledReconcileAt"]] != nil }
        #expect(rig.replica.isRunning)
        #expect(!rig.replica.log.contains(Self.secret))
    }

    /// Requests in turn: signatures of another key, tokens that are nearly right, bodies of a megabyte, lengths that are lies.
    private static let forgeries = """
        local big = string.rep("x", 256 * 1024)
        local turn = 0
        local function post(path, headers, body)
           headers["Content-Type"] = "application/json"
           return wrk.format("POST", path, headers, body)
        end
        request = function()
           turn = turn + 1
           local kind = turn % 8
           if kind == 0 then return post("/hooks/github", {["X-Hub-Signature-256"] = "sha256=" .. string.rep("ab", 32),
              ["X-GitHub-Event"] = "push"}, big) end
           if kind == 1 then return post("/hooks/github", {}, "{}") end
           if kind == 2 then return post("/hooks/gitlab", {["X-Gitlab-Token"] = "s3cre"}, big) end
           if kind == 3 then return post("/hooks/harbor", {["Authorization"] = "Bearer "}, "{}") end
           if kind == 4 then return post("/hooks/quay/guess" .. turn, {}, "{}") end
           if kind == 5 then return post("/hooks/artifact-registry",
              {["Authorization"] = "Bearer eyJhbGciOiJub25lIn0.e30."}, "{}") end
           if kind == 6 then return post("/hooks/nobody", {}, big) end
           return post("/hooks/github", {["X-Hub-Signature-256"] = "sha256=" .. string.rep("0", 64)},
              string.rep("[", 100000))
        end

        """

    /// Bytes that trickle do not keep a connection: it is closed when its time is over, whatever came.
    @Test func whatTricklesIsCutOff() async throws {
        let cluster = try await Cluster.start([:])
        let secrets = try TemporaryDirectory("webhooks")
        try secrets.write("gitlab", Self.secret)
        try secrets.write("github", Self.secret)
        let port = ServerPort.free()
        let server = WebhookServer(
            receiver: try cluster.receiver(secrets.path), port: port,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            headers: .milliseconds(300), whole: .milliseconds(600))
        let serving = Task { try await server.run() }
        defer { serving.cancel() }
        for begin in [
            "POST /hooks/gitlab HTTP/1.1\r\nX-Header: ",
            "POST /hooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n",
            "POST /hooks/gitlab HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n",
            "POST /hooks/github HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n",
        ] {
            let connection = try await Self.connection(port)
            try connection.send(begin)
            let end = ContinuousClock.now + .seconds(60)
            while !connection.isClosed, ContinuousClock.now < end {
                try? connection.send("a")
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(connection.isClosed, "\(begin)")
            #expect(!connection.received.contains(" 202 "))
        }
    }

    private static func connection(_ port: Int) async throws -> OpenConnection {
        for _ in 0..<1_200 {
            if let connection = try? OpenConnection(port: port) { return connection }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestSupportError("nothing listens on port \(port)")
    }

    @Test func bodiesTogetherHaveABound() {
        let budget = BodyBudget(limit: 10)
        #expect(budget.take(6) && !budget.take(5) && budget.take(4) && !budget.take(1))
        budget.giveBack(4)
        #expect(budget.take(3))
    }
}
