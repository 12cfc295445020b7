import HTTPTypes
import Hummingbird
import Logging
import NIOCore

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Takes deliveries at `/hooks/SENDER`, or `/hooks/SENDER/SECRET` for those who cannot sign. What it answers tells nothing
/// but what whoever sent it knows: 202 noted, 401 not who it says, 404 not set up, 413 too large, 503 try again.
struct WebhookReceiver: Sendable {
    static let bodyLimit = 3 << 20
    private static let timeLimit = Duration.seconds(30)

    let secrets: WebhookSecrets
    let marker: WebhookMarker
    let seen = SeenDeliveries()
    let metrics: Metrics
    let logger: Logger

    var router: Router<BasicRequestContext> {
        let router = Router()
        router.post("hooks/:sender") { request, context in await answer(request, context.parameters.get("sender"), nil)
        }
        router.post("hooks/:sender/:secret") { request, context in
            await answer(request, context.parameters.get("sender"), context.parameters.get("secret"))
        }
        return router
    }

    private func answer(_ request: Request, _ name: String?, _ path: String?) async -> Response {
        guard let sender = name.flatMap(WebhookSender.init(rawValue:)) else { return Response(status: .notFound) }
        let status: HTTPResponse.Status
        do {
            status = try await Deadline.within(Self.timeLimit) { await receive(request, sender, path) }
        } catch {
            status = .requestTimeout
        }
        metrics.add(to: .webhooks, sender.rawValue, String(status.code))
        return Response(status: status)
    }

    private func receive(_ request: Request, _ sender: WebhookSender, _ path: String?) async -> HTTPResponse.Status {
        let known = secrets.secrets(of: sender)
        guard !known.isEmpty else { return .notFound }
        guard let buffer = try? await request.body.collect(upTo: Self.bodyLimit) else { return .contentTooLarge }
        let body = Array(buffer.readableBytesView)
        let header: (String) -> String? = { name in HTTPField.Name(name).flatMap { request.headers[$0] } }
        guard sender.accepts(body, header: header, path: path, secrets: known) else { return .unauthorized }
        // The bytes are the sender's from here on, and still nothing to act on.
        guard let payload = try? JSONDecoder().decode(WebhookPayload.self, from: Data(body)) else {
            return .badRequest
        }
        let delivery = sender.deliveryHeader.flatMap(header).map { "\(sender.rawValue) \($0)" }
        if let delivery, seen.contains(delivery) { return .accepted }
        return await note(payload.hints(from: sender, event: header("X-GitHub-Event")), delivery, sender)
    }

    private func note(
        _ hints: [WebhookHint], _ delivery: String?, _ sender: WebhookSender
    ) async -> HTTPResponse.Status {
        do {
            try await marker.mark(hints)
            if let delivery { seen.insert(delivery) }
            return .accepted
        } catch {
            logger.warning("a delivery could not be noted: \(error)", metadata: ["sender": "\(sender.rawValue)"])
            return .serviceUnavailable
        }
    }
}
