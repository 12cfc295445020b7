import Crypto
import Foundation
import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@testable import Controller

@Suite struct WebhookTests {
    private static let secret = Secret("s3cret")

    private static func hmac(_ body: String, _ key: String = "s3cret") -> String {
        HMAC<SHA256>.authenticationCode(for: Array(body.utf8), using: SymmetricKey(data: Array(key.utf8)))
            .map { String(format: "%02x", $0) }.joined()
    }

    private func accepts(_ sender: WebhookSender, _ headers: [String: String], path: String? = nil) -> Bool {
        sender.accepts(Array("{}".utf8), header: { headers[$0] }, path: path, secrets: [Secret("old"), Self.secret])
    }

    @Test func eachSenderShowsThatItKnowsTheSecret() {
        #expect(accepts(.github, ["X-Hub-Signature-256": "sha256=\(Self.hmac("{}"))"]))
        #expect(accepts(.bitbucket, ["X-Hub-Signature": "sha256=\(Self.hmac("{}"))"]))
        #expect(accepts(.gitea, ["X-Gitea-Signature": Self.hmac("{}")]))
        #expect(accepts(.gitlab, ["X-Gitlab-Token": "s3cret"]))
        #expect(accepts(.gitlab, ["X-Gitlab-Token": "old"]))
        for sender in [WebhookSender.harbor, .acr, .ecr, .distribution] {
            #expect(accepts(sender, ["Authorization": "s3cret"]))
            #expect(accepts(sender, ["Authorization": "Bearer s3cret"]))
        }
        #expect(accepts(.dockerhub, [:], path: "s3cret"))
        #expect(accepts(.quay, [:], path: "s3cret"))
    }

    @Test func whatIsForgedIsNotAccepted() {
        let right = Self.hmac("{}")
        let forged: [String] = [
            "", "sha256=", right, "sha256=\(Self.hmac("{} "))", "sha256=\(Self.hmac("{}", "another"))",
            "sha1=\(right)", "sha256=\(right)00", "sha256=\(right.dropLast(2))", "sha256=+f\(right.dropFirst(2))",
        ]
        for value in forged { #expect(!accepts(.github, ["X-Hub-Signature-256": value]), "\(value)") }
        for sender in WebhookSender.allCases { #expect(!accepts(sender, [:])) }
        #expect(!accepts(.gitlab, ["X-Gitlab-Token": "s3cre"]))
        #expect(!accepts(.dockerhub, ["Authorization": "s3cret"], path: "guess"))
        #expect(!WebhookSender.gitlab.accepts([], header: { _ in "" }, path: nil, secrets: []))
    }

    @Test(arguments: [
        (
            "github", "push",
            #"{"ref":"refs/heads/main","repository":{"clone_url":"https://github.com/team/config.git"}}"#
        ),
        ("gitea", nil, #"{"repository":{"ssh_url":"git@github.com:team/config.git"}}"#),
        ("bitbucket", nil, #"{"repository":{"links":{"html":{"href":"https://github.com/team/config"}}}}"#),
        ("gitlab", nil, #"{"project":{"git_http_url":"https://GitHub.com/team/config.git"}}"#),
    ])
    func aPushConcernsTheRepository(_ sender: String, _ event: String?, _ body: String) throws {
        let hints = try self.hints(sender, event, body)
        for url in [
            "https://github.com/team/config", "git@github.com:team/config.git", "ssh://git@github.com:22/team/config",
        ] {
            #expect(hints.contains { $0.concerns(Self.resource(url)) }, "\(url)")
        }
        #expect(!hints.contains { $0.concerns(Self.resource("https://github.com/team/config2")) })
        #expect(!hints.contains { $0.concerns(Self.resource("https://example.com/team/config")) })
    }

    @Test(arguments: [
        ("github", "registry_package", "{}", "ghcr.io"), ("dockerhub", nil, "{}", "docker.io"),
        ("quay", nil, #"{"docker_url":"quay.io/team/app"}"#, "quay.io"),
        (
            "harbor", nil, #"{"event_data":{"resources":[{"resource_url":"harbor.example.com/a/b:1"}]}}"#,
            "harbor.example.com"
        ),
        ("acr", nil, #"{"action":"push","request":{"host":"team.azurecr.io"}}"#, "team.azurecr.io"),
        (
            "ecr", nil, #"{"account":"123456789012","region":"eu-west-1"}"#,
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
        ),
        (
            "artifact-registry", nil,
            // {"action":"INSERT","tag":"eu-docker.pkg.dev/p/r/a:v1"}
            #"{"message":{"data":"eyJhY3Rpb24iOiJJTlNFUlQiLCJ0YWciOiJldS1kb2NrZXIucGtnLmRldi9wL3IvYTp2MSJ9"}}"#,
            "eu-docker.pkg.dev"
        ),
        (
            "distribution", nil, #"{"events":[{"action":"push","request":{"host":"r.example.com:5000"}}]}"#,
            "r.example.com:5000"
        ),
    ])
    func aPushedImageConcernsWhoNamesItsRegistry(_ sender: String, _ event: String?, _ body: String, _ host: String)
        throws
    {
        let hints = try self.hints(sender, event, body)
        #expect(hints == [.registry(host: host)])
        var resource = Self.resource("https://github.com/team/config")
        #expect(!hints.contains { $0.concerns(resource) })
        resource.status = ConfigRepositoryStatus()
        resource.status?.registries = [host]
        #expect(hints.contains { $0.concerns(resource) })
    }

    @Test(arguments: [
        ("github", "ping", "{}"), ("github", "push", #"{"repository":7}"#), ("gitlab", nil, "[]"),
        ("acr", nil, #"{"action":"delete","request":{"host":"team.azurecr.io"}}"#),
        ("distribution", nil, #"{"events":null}"#),
        ("ecr", nil, #"{"account":"evil.example.com/","region":"x"}"#),
        // {"action":"DELETE","tag":"eu-docker.pkg.dev/p/r/a:v1"}
        (
            "artifact-registry", nil,
            #"{"message":{"data":"eyJhY3Rpb24iOiJERUxFVEUiLCJ0YWciOiJldS1kb2NrZXIucGtnLmRldi9wL3IvYTp2MSJ9"}}"#
        ),
        ("artifact-registry", nil, #"{"message":{"data":"no base64!"}}"#),
        ("artifact-registry", nil, #"{"message":{}}"#),
    ])
    func whatIsOfNoConcernNotesNothing(_ sender: String, _ event: String?, _ body: String) throws {
        #expect((try? hints(sender, event, body)) ?? [] == [])
    }

    private func hints(_ sender: String, _ event: String?, _ body: String) throws -> [WebhookHint] {
        let payload = try WebhookPayload(reading: Array(body.utf8))
        return payload.hints(from: try #require(WebhookSender(rawValue: sender)), event: event)
    }

    private static func resource(_ url: String) -> ConfigRepository {
        ConfigRepository(metadata: .init(name: "apps", namespace: "team-a"), spec: .init(url: url))
    }
}

@Suite struct SeenDeliveriesTests {
    @Test func theNewestAreKnown() {
        let seen = SeenDeliveries()
        for number in 0..<5_000 { seen.insert("github \(number)") }
        #expect(seen.contains("github 4999") && seen.contains("github 904"))
        #expect(!seen.contains("github 903"))
        let long = String(repeating: "x", count: 10_000)
        seen.insert(long)
        #expect(seen.contains(long))
    }
}

/// Deliveries over the wire, with a controller behind.
@Suite struct WebhookDeliveryTests {
    @Test func aDeliveryMakesTheControllerLookAgain() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply(["interval": "24h", "dryRun": true])
        let secrets = try TemporaryDirectory("webhooks")
        try secrets.write("gitlab", "s3cret\n")
        let port = ServerPort.free()
        let service = try cluster.controller { settings in
            settings.ports.webhooks = port
            settings.webhookSecrets = secrets.path
        }
        try await cluster.running(service) {
            _ = try await cluster.wait(for: "the first run") { $0.isReady }
            let body = #"{"project":{"git_http_url":"\#(cluster.url)"}}"#
            #expect(try await Self.post(port, "gitlab", body, token: "wrong") == 401)
            #expect(try await Self.post(port, "github", body, token: "s3cret") == 404)
            #expect(try await Self.post(port, "nobody", body, token: "s3cret") == 404)
            #expect(try await Self.post(port, "gitlab", "no JSON", token: "s3cret") == 400)
            #expect(
                try await Self.post(port, "gitlab", String(repeating: " ", count: 4 << 20), token: "s3cret") == 413)
            #expect(try cluster.resource()[["status", "lastHandledReconcileAt"]] == nil)
            #expect(try await Self.post(port, "gitlab", body, token: "s3cret") == 202)
            _ = try await cluster.wait(for: "the second run") { $0[["status", "lastHandledReconcileAt"]] != nil }
        }
    }

    @Test func whatCannotBeNotedIsToBeSentAgain() async throws {
        let cluster = try await Cluster.start([:])
        try await cluster.apply()
        let secrets = try TemporaryDirectory("webhooks")
        try secrets.write("gitlab", "s3cret\n")
        let port = ServerPort.free()
        let service = try cluster.controller { settings in
            settings.ports.webhooks = port
            settings.webhookSecrets = secrets.path
        }
        try await cluster.running(service) {
            _ = try await cluster.wait(for: "a run") { $0.condition("Ready") != nil }
            cluster.standIn.plan(
                .failure(.init(code: 403, reason: "Forbidden", message: "no")), verb: "list", "configrepositories")
            let body = #"{"project":{"git_http_url":"\#(cluster.url)"}}"#
            #expect(try await Self.post(port, "gitlab", body, token: "s3cret") == 503)
            #expect(try await Self.post(port, "gitlab", body, token: "s3cret") == 202)
        }
    }

    /// A sender that believes a delivery lost repeats it; who leads is not asked twice. A new secret counts at once.
    @Test func aRepeatedDeliveryIsNotedOnce() async throws {
        let cluster = try await Cluster.start([:])
        try await cluster.apply()
        let secrets = try TemporaryDirectory("webhooks")
        try secrets.write("gitlab", "s3cret\n")
        let port = ServerPort.free()
        let service = try cluster.controller { settings in
            settings.ports.webhooks = port
            settings.webhookSecrets = secrets.path
        }
        try await cluster.running(service) {
            let body = #"{"project":{"git_http_url":"\#(cluster.url)"}}"#
            let id = ("X-Gitlab-Event-UUID", "13792a34-cac6-4fda-95a8-c58e00a3954e")
            #expect(try await Self.post(port, "gitlab", body, token: "s3cret", [id]) == 202)
            let noted = try cluster.resource()[["metadata", "annotations"]]
            #expect(noted != nil)
            #expect(try await Self.post(port, "gitlab", body, token: "s3cret", [id]) == 202)
            #expect(try cluster.resource()[["metadata", "annotations"]] == noted)
            try secrets.write("gitlab", "t0morrow\n")
            #expect(try await Self.post(port, "gitlab", body, token: "s3cret") == 401)
            #expect(try await Self.post(port, "gitlab", body, token: "t0morrow") == 202)
            #expect(try cluster.resource()[["metadata", "annotations"]] != noted)
        }
    }

    private static func post(
        _ port: Int, _ sender: String, _ body: String, token: String, _ more: [(String, String)] = []
    )
        async throws -> Int
    {
        for _ in 0..<100 {
            let answer = try? await LoopbackHTTP.send(
                "POST", "/hooks/\(sender)", port: port,
                headers: [("X-Gitlab-Token", token), ("Content-Type", "application/json")] + more,
                body: Array(body.utf8))
            if let answer { return answer.status }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestSupportError("no answer on port \(port)")
    }
}
