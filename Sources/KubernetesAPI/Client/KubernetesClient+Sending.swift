import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension KubernetesClient {
    /// How often a request is sent again to a server that says when.
    private static let retries = 10
    private static let longestUrgentBody = 4 << 20
    /// A server that wants to be left alone for longer is an error.
    private static let longestPause = Duration.seconds(60)

    /// Sends a request and reads its answer's object.
    func send<Answer: Decodable>(
        _ call: KubernetesCall, body: [UInt8]? = nil, contentType: String = "application/json",
        as type: Answer.Type = Answer.self
    ) async throws(KubernetesError) -> Answer {
        let bytes = try await bytes(call, body: body, contentType: contentType)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw Self.unreadable(error, call.words)
        }
    }

    func bytes(
        _ call: KubernetesCall, body: [UInt8]? = nil, contentType: String = "application/json"
    ) async throws(KubernetesError) -> [UInt8] {
        var request = try call.request(to: access.server)
        request.options.timeout = timeout
        if let body {
            request.headers["Content-Type"] = contentType
            request.body = .bytes(body)
        }
        return try await answer(to: request, call).body
    }

    /// Only a server that says when to come back is asked again (429 and 5xx with `Retry-After`).
    private func answer(
        to request: HTTPRequest, _ call: KubernetesCall
    ) async throws(KubernetesError) -> HTTPResponse {
        var retry = 0
        while true {
            let answer = try await authenticated(call) { (credential) async throws(HTTPError) in
                try await exchange(request.authorized(by: credential))
            } status: {
                $0.status
            }
            if answer.isSuccess { return answer }
            let error = failure(answer.status, answer.headers, answer.body, call)
            let longest = isUrgent ? timeout : Self.longestPause
            guard let pause = error.retryAfter, retry < Self.retries, pause <= longest else { throw error }
            retry += 1
            do { try await clock.sleep(pause) } catch { throw Self.cancelled(call) }
        }
    }

    /// A streamed answer has a connection of its own (HTTP/1.1), and waits for no place among other requests.
    private func exchange(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        guard isUrgent else { return try await http.send(request) }
        var request = request
        request.options.acceptsGzip = false
        let answer = try await http.stream(request)
        var body: [UInt8] = []
        while let chunk = try await answer.nextChunk() {
            body += chunk
            guard body.count <= Self.longestUrgentBody else {
                answer.cancel()
                throw HTTPError(
                    .bodyTooLarge, url: answer.url.redacted,
                    message: "the answer is longer than \(Self.longestUrgentBody) bytes")
            }
        }
        return HTTPResponse(status: answer.status, url: answer.url, headers: answer.headers, body: body)
    }

    /// Asks with the credential; once more with a fresh one where the server does not take it.
    func authenticated<Answer: Sendable>(
        _ call: KubernetesCall, _ ask: (Secret?) async throws(HTTPError) -> Answer, status: (Answer) -> Int
    ) async throws(KubernetesError) -> Answer {
        let answer = try await attempt(call, ask, status: status)
        guard status(answer) == 401, access.tokens.canRenew else { return answer }
        await access.tokens.refused()
        return try await attempt(call, ask, status: status)
    }

    private func attempt<Answer: Sendable>(
        _ call: KubernetesCall, _ ask: (Secret?) async throws(HTTPError) -> Answer, status: (Answer) -> Int
    ) async throws(KubernetesError) -> Answer {
        let token = try await access.tokens.token()
        do throws(HTTPError) {
            let answer = try await ask(token)
            observe(Answered(method: call.verb == "watch" ? "WATCH" : call.method.rawValue, status: status(answer)))
            return answer
        } catch {
            let code: KubernetesError.Code = error.code == .cancelled ? .cancelled : .connection
            throw KubernetesError(code, operation: call.words, message: error.message)
        }
    }

    func failure(
        _ status: Int, _ headers: HTTPHeaders, _ body: [UInt8], _ call: KubernetesCall
    ) -> KubernetesError {
        let told = try? JSONDecoder().decode(StatusBody.self, from: Data(body))
        var error = KubernetesError(status: status, body: told, operation: call.words)
        if status == 429 || status >= 500 {
            error.retryAfter = headers.retryAfter(now: Int(clock.date().timeIntervalSince1970))
        }
        return error
    }

    static func cancelled(_ call: KubernetesCall) -> KubernetesError {
        KubernetesError(.cancelled, operation: call.words, message: "the request was cancelled")
    }

    func encode(_ value: some Encodable, _ call: KubernetesCall) throws(KubernetesError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(value))
        } catch {
            throw KubernetesError(.invalid, operation: call.words, message: "the object cannot be written as JSON")
        }
    }

    /// Names the place and no value, which might be a secret.
    static func unreadable(_ error: any Error, _ operation: String) -> KubernetesError {
        let context: DecodingError.Context? =
            switch error as? DecodingError {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): context
            case .keyNotFound(let key, let context):
                .init(codingPath: context.codingPath + [key], debugDescription: context.debugDescription)
            default: nil
            }
        let path = (context?.codingPath ?? []).map { $0.intValue.map(String.init) ?? $0.stringValue }
        let place = path.isEmpty ? "" : ", at \(path.joined(separator: "."))"
        return KubernetesError(
            .unreadable, operation: operation, message: "the answer is not what the API describes\(place)")
    }
}

extension HTTPRequest {
    fileprivate func authorized(by token: Secret?) -> HTTPRequest {
        var request = self
        request.authorization = token.map { .bearer($0) }
        return request
    }
}
