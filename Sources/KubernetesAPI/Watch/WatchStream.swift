import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A watch that is open: its frames as they come.
struct WatchStream<Object: KubernetesResource>: Sendable {
    private let answer: HTTPStreamingResponse
    private let operation: String
    private var frames = WatchFrames()

    init(_ answer: HTTPStreamingResponse, _ operation: String) {
        self.answer = answer
        self.operation = operation
    }

    /// Some frames, or none yet; `nil` once the server has ended the watch, as it does after some minutes.
    ///
    /// - Throws: `.connection` for a watch that was cut or fell silent, `.unreadable` for what is no event.
    mutating func next() async throws(KubernetesError) -> [WatchFrame<Object>]? {
        let chunk: [UInt8]?
        do throws(HTTPError) { chunk = try await answer.nextChunk() } catch {
            throw KubernetesError(
                error.code == .cancelled ? .cancelled : .connection, operation: operation, message: error.message)
        }
        guard let chunk else { return nil }
        var found: [WatchFrame<Object>] = []
        for frame in try frames.take(chunk, operation: operation) {
            do { found.append(try JSONDecoder().decode(WatchFrame<Object>.self, from: Data(frame))) } catch {
                throw KubernetesClient.unreadable(error, operation)
            }
        }
        return found
    }

    func close() { answer.cancel() }
}

extension KubernetesClient {
    /// Bytes of a refusal that are read.
    private static let refusalLimit = 64 << 10

    /// Opens a watch from a version on.
    ///
    /// - Parameters:
    ///   - seconds: after which the server is to end it.
    ///   - silence: a watch that says nothing for so long is dead.
    func watch<Object: KubernetesResource>(
        _ options: ListOptions, from version: String, seconds: Int, silence: Duration
    ) async throws(KubernetesError) -> WatchStream<Object> {
        var call = KubernetesCall("watch", Object.type, namespace: options.namespace)
        call.query =
            options.query + [
                ("watch", "true"), ("resourceVersion", version), ("allowWatchBookmarks", "true"),
                ("timeoutSeconds", String(seconds)),
            ]
        var request = try call.request(to: access.server)
        request.options.timeout = nil
        request.options.idleTimeout = silence
        request.options.acceptsGzip = false
        let asked = request
        let answer = try await authenticated(call) { (token) async throws(HTTPError) in
            var request = asked
            request.authorization = token.map { .bearer($0) }
            return try await http.stream(request)
        } status: {
            $0.status
        }
        guard answer.isSuccess else {
            let body = await Self.start(of: answer)
            answer.cancel()
            throw failure(answer.status, answer.headers, body, call)
        }
        return WatchStream(answer, call.words)
    }

    private static func start(of answer: HTTPStreamingResponse) async -> [UInt8] {
        var body: [UInt8] = []
        while body.count < refusalLimit, let chunk = try? await answer.nextChunk() { body += chunk }
        return body
    }
}
