import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Serves a dashboard: few connections, each with an end, so that nobody who looks can keep the controller busy.
struct DashboardServer: Sendable {
    private static let connections = 128
    private static let idle = TimeAmount.seconds(30)
    /// Bytes of all headers of a request.
    private static let headerLimit = 16 << 10

    let dashboard: Dashboard
    var address = "0.0.0.0"
    let port: Int
    let logger: Logger

    /// Goes on until its task is cancelled.
    func run() async throws {
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in await answer(request) },
            server: .http1(
                configuration: .init(
                    idleTimeout: Self.idle,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: Self.headerLimit, maxHeaderListSize: Self.headerLimit,
                        maxHeaderFieldCount: 100))),
            configuration: .init(
                address: .hostname(address, port: port), backlog: Self.connections,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connections)),
            logger: logger)
        try await application.run()
    }

    private func answer(_ request: Request) async -> Response {
        let answer = await dashboard.answer(
            DashboardRequest(
                request.head.path ?? "/", method: request.method.rawValue, authority: request.head.authority,
                knownTag: request.headers[.ifNoneMatch]))
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let response = Response(
            status: .init(code: answer.status), headers: headers,
            body: answer.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: answer.body)))
        return request.method == .head ? response.createHeadResponse() : response
    }
}
