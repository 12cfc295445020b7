import Logging

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An answer whose body is not read yet.
struct CURLAnswer: Sendable {
    let head: CURLHead
    let hop: HTTPHop
    let exchange: CURLExchange
    let startedAt: Duration
}

extension CURLClient {
    /// The answer at the end of a chain of redirects.
    func follow(
        _ request: HTTPRequest, _ delivery: CURLRequest.Delivery, _ wire: inout WireTime
    ) async throws(TransferFailure) -> CURLAnswer {
        var hop = try rules.hop(for: request)
        hop.narrowestReach = addresses.limit(for: request, hop.origin)
        let first = hop
        var visited: Set<String> = [hop.wireURL]
        while true {
            let answer = try await perform(hop, request, delivery, &wire)
            guard let next = try redirect(request, answer, first) else { return answer }
            await answer.exchange.drain()
            wire.add(answer.startedAt, time.now())
            guard case .follow(let limit) = request.options.redirects, visited.count <= limit,
                visited.insert(next.wireURL).inserted
            else { throw tooManyRedirects(request, to: next, isLoop: visited.contains(next.wireURL)) }
            hop = next
        }
    }

    private func redirect(
        _ request: HTTPRequest, _ answer: CURLAnswer, _ first: HTTPHop
    ) throws(TransferFailure) -> HTTPHop? {
        guard request.method == .get || request.method == .head, request.options.redirects != .refuse else {
            return nil
        }
        do throws(TransferFailure) {
            guard var next = try answer.hop.redirected(by: answer.head) else { return nil }
            try rules.checkScheme(next)
            let reach = answer.head.remoteAddress.map(reach) ?? .global
            next.narrowestReach = addresses.limit(redirectedTo: next.origin, from: reach, first: first)
            return next
        } catch {
            answer.exchange.cancel()
            throw error
        }
    }

    private func tooManyRedirects(_ request: HTTPRequest, to next: HTTPHop, isLoop: Bool) -> TransferFailure {
        let message =
            isLoop
            ? "the server redirects in a circle, back to \(next.redactedURL)"
            : "the server redirects more often than is followed"
        return TransferFailure(.tooManyRedirects, url: request.url.redacted, message: message)
    }
}

extension CURLClient {
    /// One request on the wire, as soon as its host may be asked.
    private func perform(
        _ hop: HTTPHop, _ request: HTTPRequest, _ delivery: CURLRequest.Delivery, _ wire: inout WireTime
    ) async throws(TransferFailure) -> CURLAnswer {
        let prepared = prepare(hop, request, delivery, wire.rest)
        let exchange = try await admit(prepared, request)
        let start = time.now()
        do throws(TransferFailure) {
            let head = try await exchange.start()
            log(request, hop, "\(head.status)", since: start)
            if let address = head.remoteAddress { addresses.learn(hop.origin, reach(address)) }
            return CURLAnswer(head: head, hop: hop, exchange: exchange, startedAt: start)
        } catch {
            wire.add(start, time.now())
            log(request, hop, error.error.code.rawValue, since: start)
            throw error
        }
    }

    /// Waits for the pause that the host asked for and for a place in its budget.
    ///
    /// Streams take no place: a copy holds one open while it writes to the same host, and would wait for itself.
    private func admit(
        _ prepared: CURLRequest, _ request: HTTPRequest
    ) async throws(TransferFailure) -> CURLExchange {
        let origin = prepared.origin
        let cancelled = TransferFailure.cancelled(url: prepared.redactedURL)
        let pauses = pauses
        let longest = request.options.retry.longestDelay
        do { try await pauses.wait(for: origin, longest: longest) } catch { throw cancelled }
        guard !prepared.isStreamed else { return CURLExchange(prepared, on: loop) {} }
        guard await budgets.acquire(origin, limit: configuration.requestLimit(for: origin)) else { throw cancelled }
        let budgets = budgets
        // While this one waited for its place, another may have been told to slow down.
        do { try await pauses.wait(for: origin, longest: longest) } catch {
            budgets.release(origin)
            throw cancelled
        }
        return CURLExchange(prepared, on: loop) { budgets.release(origin) }
    }

    private func prepare(
        _ hop: HTTPHop, _ request: HTTPRequest, _ delivery: CURLRequest.Delivery, _ timeout: Duration?
    ) -> CURLRequest {
        var prepared = CURLRequest(
            url: hop.wireURL, redactedURL: hop.redactedURL, origin: hop.origin, method: request.method,
            fields: hop.fields, secrets: hop.secrets, body: request.body, userAgent: configuration.userAgent,
            connectTimeout: configuration.connectTimeout, idleTimeout: request.options.idleTimeout,
            timeout: timeout, delivery: delivery, reach: reach)
        if case .whole = delivery { prepared.acceptsGzip = request.options.acceptsGzip }
        prepared.proxy = configuration.proxies.proxy(for: hop.origin)
        prepared.authorities = configuration.authorities
        prepared.tls = hop.origin.value(in: configuration.tls)
        prepared.verifiesTLS = !hop.origin.isNamed(in: configuration.unverifiedTLSHosts)
        prepared.narrowestReach = hop.narrowestReach
        return prepared
    }

    private func log(_ request: HTTPRequest, _ hop: HTTPHop, _ outcome: String, since start: Duration) {
        let elapsed = (time.now() - start).wholeMilliseconds
        configuration.logger.debug("\(request.method.rawValue) \(hop.redactedURL) \(outcome) \(elapsed) ms")
    }
}
