import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Serves webhooks to whoever reaches the port: few connections, each request with an end, so that nobody who only sends can
/// keep memory or others' deliveries waiting.
struct WebhookServer: Sendable {
    private static let connections = 256
    private static let idle = TimeAmount.seconds(30)
    /// Bytes of all headers of a request.
    private static let headerLimit = 16 << 10

    let receiver: WebhookReceiver
    let port: Int
    let logger: Logger
    /// How long a request's headers may take, and all of it.
    var headers = Duration.seconds(10)
    var whole = Duration.seconds(30)

    /// Goes on until its task is cancelled.
    func run() async throws {
        let application = Application(
            router: receiver.router,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [
                        RequestDeadline(headers: TimeAmount(headers), whole: TimeAmount(whole))
                    ], idleTimeout: Self.idle,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: Self.headerLimit, maxHeaderListSize: Self.headerLimit,
                        maxHeaderFieldCount: 100))),
            configuration: .init(
                address: .hostname("0.0.0.0", port: port), backlog: Self.connections,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connections)),
            logger: logger)
        try await application.run()
    }
}
