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
    /// What each body may have without a share of the budget: an ordinary delivery is smaller, and must not wait for those
    /// who hold large ones.
    private static let freeLimit = 64 << 10
    private static let timeLimit = Duration.seconds(30)

    let secrets: WebhookSecrets
    let marker: WebhookMarker
    let tokens: IdentityTokens
    let seen = SeenDeliveries()
    private let budget = BodyBudget(limit: 32 << 20)
    let metrics: Metrics
    let logger: Logger

    init(
        secrets: WebhookSecrets, marker: WebhookMarker, tokens: IdentityTokens, metrics: Metrics, logger: Logger
    ) {
        self.secrets = secrets
        self.marker = marker
        self.tokens = tokens
        self.metrics = metrics
        self.logger = logger
    }

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
        guard secrets.knows(sender) else { return .notFound }
        let header: (String) -> String? = { name in HTTPField.Name(name).flatMap { request.headers[$0] } }
        // Who can be told from the headers is not read any further before that.
        if !sender.signsBodies {
            guard await isBelieved(sender, [], header, path) else { return .unauthorized }
        }
        var held = 0
        defer { budget.giveBack(held) }
        let body: [UInt8]
        do throws(BodyRefusal) {
            body = try await read(request, &held)
        } catch {
            return error.status
        }
        if sender.signsBodies {
            guard await isBelieved(sender, body, header, path) else { return .unauthorized }
        }
        // The bytes are the sender's from here on, and still nothing to act on.
        guard let payload = try? WebhookPayload(reading: body) else {
            return .badRequest
        }
        let delivery = sender.deliveryHeader.flatMap(header).map { "\(sender.rawValue) \($0)" }
        if let delivery, seen.contains(delivery) { return .accepted }
        return await note(payload.hints(from: sender, event: header("X-GitHub-Event")), delivery, sender)
    }

    private func isBelieved(
        _ sender: WebhookSender, _ body: [UInt8], _ header: (String) -> String?, _ path: String?
    ) async -> Bool {
        guard case .identityToken = sender.authentication else {
            return sender.accepts(body, header: header, path: path, secrets: secrets.secrets(of: sender))
        }
        let words = (header("Authorization") ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, words[0] == "Bearer" else { return false }
        return await tokens.accepts(words[1], from: secrets.subscriptions(of: sender), given: secrets.keys(of: sender))
    }

    private struct BodyRefusal: Error {
        let status: HTTPResponse.Status
    }

    /// - Parameter held: how much of the budget is taken, also where this throws.
    private func read(_ request: Request, _ held: inout Int) async throws(BodyRefusal) -> [UInt8] {
        let told = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard told <= Self.bodyLimit else { throw BodyRefusal(status: .contentTooLarge) }
        var body: [UInt8] = []
        do {
            for try await part in request.body {
                guard body.count + part.readableBytes <= Self.bodyLimit else {
                    throw BodyRefusal(status: .contentTooLarge)
                }
                body += part.readableBytesView
                let excess = max(0, body.count - Self.freeLimit) - held
                guard budget.take(excess) else { throw BodyRefusal(status: .serviceUnavailable) }
                held += excess
            }
        } catch let refusal as BodyRefusal {
            throw refusal
        } catch {
            throw BodyRefusal(status: .badRequest)
        }
        return body
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
