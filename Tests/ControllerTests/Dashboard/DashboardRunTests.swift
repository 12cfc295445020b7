import Foundation
import PinnaceTestSupport
import Testing

@testable import Controller

/// What a controller found out in a real run shows on its dashboard.
@Suite struct DashboardRunTests {
    private static let config = """
        apiVersion: pinnace.dev/v1alpha1
        kind: Config
        platforms: [linux/amd64]
        rewrites:
          - {from: "old.example.com/team/{image}", to: "\(Cluster.host)/team/{image}", identity: ignore}

        """

    private static func pod(_ name: String, _ image: String) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: \(name), namespace: prod}
        spec:
          containers:
            - {name: main, image: "\(image)"}

        """
    }

    @Test func aRunShowsWithItsPinsAndWhatKeepsTheOthers() async throws {
        let cluster = try await Cluster.start([
            ".pinnace/config.yaml": Self.config, "api.yaml": Self.pod("api", "old.example.com/team/api:1.2.3"),
            "gone.yaml": Self.pod("gone", "old.example.com/team/gone:1.0.0"),
            "broken.yaml": "apiVersion: v1\nkind: Pod\nspec: {containers: [{image: x",
        ])
        let digest = try await cluster.registry.push(
            ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply()
        let port = ServerPort.free()
        let service = try cluster.controller { $0.ports.dashboard = port }
        try await cluster.running(service) {
            _ = try await cluster.wait(for: "a commit") { $0.isReady }
            let commit = try await cluster.git("rev-parse", "main")
            let images = try await Self.page(port, "images") { $0.contains("#not-found") }
            #expect(images.contains("<code class=\"digest\">\(digest)</code>"))
            #expect(images.contains("Pod/prod/api"))
            let timeline = try await Self.page(port, "timeline") { $0.contains(commit) }
            #expect(timeline.contains("pinnace rollback \(cluster.url) \(commit) --branch=main --push"))
            let overview = try await Self.page(port, "") { $0.contains("50 %") }
            #expect(overview.contains("<code>old.example.com</code>"))
            #expect(overview.contains("1 of 2"))
            #expect(try await Self.page(port, "findings") { $0.contains("broken.yaml") }.contains("unparsable"))
            #expect(!(overview + timeline + images).contains("git secret"))
        }
    }

    /// A replica that waits asks the cluster when somebody looks, and says that it waits.
    @Test func aReplicaThatWaitsShowsWhatTheClusterSays() async throws {
        let cluster = try await Cluster.start(["api.yaml": Self.pod("api", "\(Cluster.host)/team/api:1.2.3")])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply()
        let (leads, waits) = (ServerPort.free(), ServerPort.free())
        let leader = try cluster.controller(lease: true, name: "pod-0") { $0.ports.dashboard = leads }
        let other = try cluster.controller(lease: true, name: "pod-1") { $0.ports.dashboard = waits }
        try await cluster.running(leader) {
            _ = try await cluster.wait(for: "a commit") { $0.isReady }
            try await cluster.running(other) {
                let page = try await Self.page(waits, "") { $0.contains("This replica waits for its turn.") }
                #expect(page.contains("<h1>apps</h1>"))
                #expect(page.contains("</span> Ready</span>"))
                #expect(
                    !(try await Self.page(leads, "") { $0.contains("<h1>apps</h1>") }.contains("waits for its turn.")))
            }
        }
    }

    private static func page(_ port: Int, _ name: String, until isThere: (String) -> Bool) async throws -> String {
        var text = ""
        for _ in 0..<200 {
            let path = "/repositories/team-a/apps" + (name.isEmpty ? "" : "/\(name)")
            if let answer = try? await LoopbackHTTP.send("GET", path, port: port) {
                text = String(decoding: answer.body, as: UTF8.self)
                if isThere(text) { return text }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestSupportError("the page '\(name)' is not as it should be: \(text)")
    }
}
