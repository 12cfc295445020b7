import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Brings one notice to one receiver, trying again a few times.
struct NotificationSender: Sendable {
    private static let attempts = 4
    private static let timeout = Duration.seconds(10)
    /// A receiver that asks for more patience than this is given up.
    private static let longestPause = Duration.seconds(60)

    let http: any HTTPClient
    let reporter: (controller: String, instance: String)
    /// The first pause; each is four times the one before.
    var firstPause = Duration.seconds(1)

    /// - Throws: ``NotificationProblem`` where it could not be delivered; `CancellationError`.
    func send(_ notice: Notice, to target: NotificationTarget) async throws {
        let request = try request(notice, target)
        var pause = firstPause
        for attempt in 1...Self.attempts {
            let (problem, wait) = try await problem(request)
            guard let problem else { return }
            guard let wait, attempt < Self.attempts, wait <= Self.longestPause else { throw problem }
            try await Task.sleep(for: max(wait, pause / 2 + pause * Double.random(in: 0...0.5)))
            pause *= 4
        }
    }

    private func request(_ notice: Notice, _ target: NotificationTarget) throws -> HTTPRequest {
        let body = try NotificationBody(notice, as: target.type, token: target.address.token, reporter: reporter)
        var request = HTTPRequest(.post, target.address.url, headers: body.headers, body: .bytes(body.bytes))
        request.options.timeout = Self.timeout
        request.options.redirects = .refuse
        request.options.retry = .never
        // A tenant's address may not lead to where only this controller can go.
        request.options.untrustedURL = !target.isOperators
        return request
    }

    /// - Returns: what went wrong, `nil` for nothing; and how long to wait at least before the next attempt, `nil` where
    ///   another would end the same.
    private func problem(_ request: HTTPRequest) async throws -> (NotificationProblem?, Duration?) {
        do throws(HTTPError) {
            let answer = try await http.stream(request)
            answer.cancel()
            guard !answer.isSuccess else { return (nil, nil) }
            let isBusy = answer.status == 408 || answer.status == 429 || answer.status >= 500
            let wait = answer.headers.retryAfter(now: Int(Date.now.timeIntervalSince1970)) ?? .zero
            return (NotificationProblem("the receiver answered \(answer.status)"), isBusy ? wait : nil)
        } catch {
            if error.code == .cancelled { throw CancellationError() }
            let isFinal = [.notAllowed, .invalidRequest, .tlsFailed].contains(error.code)
            // The error's own words have the address in them.
            let words = error.code == .notAllowed ? "the address is not one that tenants may use" : error.code.rawValue
            return (NotificationProblem(words), isFinal ? nil : .zero)
        }
    }
}
