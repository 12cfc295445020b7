import Logging

extension CURLClient {
    /// Sends a request as often as its ``HTTPRetry`` says, and hands the answer that counts to `finish`.
    func attempt<Result: Sendable>(
        _ request: HTTPRequest,
        delivery: CURLRequest.Delivery,
        _ finish: (CURLAnswer) async throws(TransferFailure) -> Result
    ) async throws(HTTPError) -> Result {
        var wire = WireTime(limit: request.options.timeout)
        var attempt = 1
        while true {
            do throws(TransferFailure) {
                let answer = try await follow(request, delivery, &wire)
                guard let pause = pause(before: attempt + 1, request, answer) else {
                    defer { wire.add(answer.startedAt, time.now()) }
                    return try await finish(answer)
                }
                await answer.exchange.drain()
                wire.add(answer.startedAt, time.now())
                try await sleep(pause, request)
            } catch {
                guard error.isTransient, attempt < request.attempts else { throw error.error }
                configuration.logger.debug("\(error.error); trying again")
                let pause = request.options.retry.delay(after: attempt, jitter: time.jitter())
                do throws(TransferFailure) { try await sleep(pause, request) } catch { throw error.error }
            }
            attempt += 1
        }
    }

    /// How long to wait before an attempt; `nil` where the answer at hand is the one to return.
    ///
    /// A server that limits us is left alone by every request, not by this one only.
    private func pause(before attempt: Int, _ request: HTTPRequest, _ answer: CURLAnswer) -> Duration? {
        let retry = request.options.retry
        let status = answer.head.status
        guard HTTPRetry.statuses.contains(status) else { return nil }
        let asked = answer.head.headers.retryAfter(now: time.secondsSince1970())
        if let asked, asked > retry.longestDelay { return nil }
        let pause = max(asked ?? .zero, retry.delay(after: attempt - 1, jitter: time.jitter()))
        if status == 429 || (status == 503 && asked != nil) { pauses.hold(answer.hop.origin, for: pause) }
        return attempt <= request.attempts ? pause : nil
    }

    private func sleep(_ pause: Duration, _ request: HTTPRequest) async throws(TransferFailure) {
        do { try await time.sleep(pause) } catch { throw .cancelled(url: request.url.redacted) }
    }
}

/// How much of the limit of an exchange is left; pauses do not count.
struct WireTime {
    let limit: Duration?
    private var spent = Duration.zero

    init(limit: Duration?) {
        self.limit = limit
    }

    var rest: Duration? { limit.map { max(.milliseconds(1), $0 - spent) } }

    mutating func add(_ start: Duration, _ end: Duration) { spent += end - start }
}
