import Hummingbird
import Logging
import NIOCore

/// What the controller serves: metrics and health, each on a port of its own, so that a network policy can tell them
/// apart.
struct ControllerServers: Sendable {
    let ports: ControllerSettings.Ports
    let health: Health
    let webhooks: WebhookReceiver?
    var dashboard: Dashboard?
    let logger: Logger
    /// The metrics as they are now.
    let metrics: @Sendable () async -> String

    /// Goes on until its task is cancelled, with or without ports.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            if let port = ports.metrics { group.addTask { try await serve(metricsRouter, port) } }
            if let port = ports.health { group.addTask { try await serve(healthRouter, port) } }
            if let port = ports.webhooks, let webhooks {
                group.addTask {
                    try await WebhookServer(receiver: webhooks, port: port, logger: quiet).run()
                }
            }
            if let port = ports.dashboard, let dashboard {
                group.addTask {
                    try await DashboardServer(dashboard: dashboard, port: port, logger: quiet).run()
                }
            }
            group.addTask { while true { try await Task.sleep(for: .seconds(86_400)) } }
            defer { group.cancelAll() }
            do {
                try await group.next()
            } catch is CancellationError {
                return
            }
        }
    }

    private var metricsRouter: Router<BasicRequestContext> {
        let router = Router()
        router.get("metrics") { [metrics] _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: await metrics())))
        }
        return router
    }

    private var healthRouter: Router<BasicRequestContext> {
        let router = Router()
        router.get("healthz") { _, _ in "ok" }
        router.get("readyz") { [health] _, _ in
            health.isReady ? Response(status: .ok) : Response(status: .serviceUnavailable)
        }
        return router
    }

    private var quiet: Logger {
        var quiet = logger
        quiet.logLevel = .error
        return quiet
    }

    private func serve(_ router: Router<BasicRequestContext>, _ port: Int) async throws {
        let application = Application(
            router: router, configuration: .init(address: .hostname("0.0.0.0", port: port)), logger: quiet)
        try await application.run()
    }
}
