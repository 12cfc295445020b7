import HTTPTransport

extension KubernetesClient {
    /// Bookmarks come about every minute: a watch that is silent for longer than this is dead.
    private static let silence = Duration.seconds(150)

    /// Hands on every event from a version on, until the server ends the watch, as it does after some minutes.
    ///
    /// - Throws: `.expired` where the version is too old, whichever way the server says so.
    func watch<Object: KubernetesResource>(
        _ type: Object.Type, _ options: ListOptions, from version: String, timeoutSeconds: Int,
        _ handle: (WatchEvent<Object>) async -> Void
    ) async throws(KubernetesError) {
        let target = Target(verb: "watch", type: Object.type, namespace: options.namespace)
        let query: [(String, String)] =
            options.query + [
                ("watch", "true"), ("resourceVersion", version), ("allowWatchBookmarks", "true"),
                ("timeoutSeconds", String(timeoutSeconds)),
            ]
        var request = try request(.get, target, query: query)
        request.options.timeout = nil
        request.options.idleTimeout = Self.silence
        request.options.retry = .never
        request.options.acceptsGzip = false
        let answer = try await open(request, target)
        defer { answer.cancel() }
        var frames = WatchFrames()
        while let chunk = try await next(answer, target) {
            for frame in try frames.take(chunk, operation: target.words) {
                await handle(try WatchEvent(frame: frame, operation: target.words))
            }
        }
    }

    private func open(_ request: HTTPRequest, _ target: Target) async throws(KubernetesError) -> HTTPStreamingResponse {
        var answer = try await stream(request, target)
        if answer.status == 401 {
            answer.cancel()
            await access.tokens.refused()
            answer = try await stream(request, target)
        }
        guard answer.isSuccess else {
            answer.cancel()
            throw KubernetesError(status: answer.status, body: nil, operation: target.words)
        }
        return answer
    }

    private func stream(
        _ request: HTTPRequest, _ target: Target
    ) async throws(KubernetesError) -> HTTPStreamingResponse {
        let request = try await authorized(request)
        do throws(HTTPError) {
            let answer = try await http.stream(request)
            observe(Answered(method: "WATCH", status: answer.status))
            return answer
        } catch {
            throw Self.error(error, target)
        }
    }

    private func next(_ answer: HTTPStreamingResponse, _ target: Target) async throws(KubernetesError) -> [UInt8]? {
        do throws(HTTPError) {
            return try await answer.nextChunk()
        } catch {
            throw Self.error(error, target)
        }
    }
}
