import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A server that behaves as a Kubernetes API server does where clients can tell: versions, conflicts, watches that
/// expire, status apart from spec, schemas that prune. It authorizes everything and remembers what was asked.
package final class ClusterStandIn: Sendable {
    package let port: Int
    let store = ObjectStore()
    private let state = Mutex(State())
    private let server: Task<Void, any Error>

    private struct State {
        var tokens: Set<String> = ["token"]
        var requests: [RequestAttributes] = []
        var faults: [Fault] = []
        var cutsFrames = false
        var expiresByStatus = false
        var bookmarkPause = Duration.seconds(60)
    }

    /// What the next matching request meets.
    package struct Fault: Sendable {
        package let verb: String
        package let status: Int
        package let retryAfter: Int?

        package init(verb: String, status: Int, retryAfter: Int? = nil) {
            self.verb = verb
            self.status = status
            self.retryAfter = retryAfter
        }
    }

    private init(port: Int, server: Task<Void, any Error>) {
        self.port = port
        self.server = server
    }

    /// Starts a server on a free port of the loopback address.
    ///
    /// - Parameter crd: the CustomResourceDefinition of `ConfigRepository`, whose schema is applied.
    package static func start(crd: JSON? = nil) async throws -> ClusterStandIn {
        let handler = HandlerBox()
        let (ports, opened) = AsyncStream<Int>.makeStream()
        let router = Router()
        router.add(middleware: Everything(handler: handler))
        var logger = Logger(label: "stand-in")
        logger.logLevel = .critical
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in opened.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        let server = Task { try await application.run() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw StandInError.badRequest("no port") }
        let standIn = ClusterStandIn(port: port, server: server)
        handler.set { [weak standIn] in
            guard let standIn else { return Response(status: .serviceUnavailable) }
            return await standIn.answer($0)
        }
        if let schema = crd?[["spec", "versions"]]?.elements?.first?[["schema", "openAPIV3Schema"]] {
            await standIn.store.serve(StructuralSchema(root: schema), for: "ConfigRepository")
        }
        return standIn
    }

    deinit {
        server.cancel()
    }

    package func stop() async {
        await store.endWatches()
        server.cancel()
        _ = await server.result
    }

    /// Everything that was asked so far.
    package var requests: [RequestAttributes] { state.withLock { $0.requests } }

    package func accept(tokens: Set<String>) { state.withLock { $0.tokens = tokens } }
    package func fail(_ fault: Fault) { state.withLock { $0.faults.append(fault) } }
    /// Frames come in pieces of a few bytes.
    package func cutFrames() { state.withLock { $0.cutsFrames = true } }
    /// An expired version is told by status 410 instead of an event inside of 200.
    package func expireByStatus() { state.withLock { $0.expiresByStatus = true } }
    package func bookmark(every pause: Duration) { state.withLock { $0.bookmarkPause = pause } }
    package func expireVersions() async {
        await store.compact()
        await store.endWatches()
    }
    package func endWatches() async { await store.endWatches() }
}

extension ClusterStandIn {
    private func answer(_ request: Request) async -> Response {
        do {
            return try await respond(request)
        } catch let error as StandInError {
            return Self.response(error.body, status: error.code)
        } catch {
            return Self.response(StandInError.badRequest("\(error)").body, status: 400)
        }
    }

    private func respond(_ request: Request) async throws -> Response {
        let query = Query(request.uri.query ?? "")
        let isWatch = query["watch"] == "true" || query["watch"] == "1"
        try authenticate(request)
        let route = try RequestRoute(path: request.uri.path)
        let attributes = route.attributes(method: request.method.rawValue, isWatch: isWatch)
        if let fault = remember(attributes) { return Self.failure(fault) }
        switch attributes.verb {
        case "get": return Self.response(try await store.get(route))
        case "list": return try await list(route, query)
        case "watch": return try await watch(route, query)
        case "create": return Self.response(try await store.create(route, try await body(request)), status: 201)
        case "update": return Self.response(try await store.replace(route, try await body(request)))
        case "patch":
            guard request.headers[.contentType] == "application/merge-patch+json" else {
                throw StandInError(code: 415, reason: "UnsupportedMediaType", message: "merge patches alone")
            }
            return Self.response(try await store.patch(route, try await body(request)))
        default: return Self.response(try await store.delete(route))
        }
    }

    private func authenticate(_ request: Request) throws {
        let token = request.headers[.authorization].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
        guard let token, state.withLock({ $0.tokens.contains(token) }) else {
            throw StandInError(code: 401, reason: "Unauthorized", message: "Unauthorized")
        }
    }

    private func remember(_ attributes: RequestAttributes) -> Fault? {
        state.withLock { state in
            state.requests.append(attributes)
            guard let index = state.faults.firstIndex(where: { $0.verb == attributes.verb }) else { return nil }
            return state.faults.remove(at: index)
        }
    }

    private func body(_ request: Request) async throws -> JSON {
        let buffer = try await request.body.collect(upTo: 3 << 20)
        return try JSONDecoder().decode(JSON.self, from: Data(buffer.readableBytesView))
    }

    private func list(_ route: RequestRoute, _ query: Query) async throws -> Response {
        let page = try await store.list(
            route, selector: LabelSelector(query["labelSelector"]), limit: query["limit"].flatMap(Int.init),
            token: query["continue"])
        return Self.response([
            "kind": .string(route.resource.kind + "List"), "apiVersion": .string(route.resource.version),
            "metadata": ["resourceVersion": .string(String(page.version)), "continue": .string(page.next ?? "")],
            "items": .list(page.items),
        ])
    }

    private func watch(_ route: RequestRoute, _ query: Query) async throws -> Response {
        let (cuts, byStatus, pause) = state.withLock { ($0.cutsFrames, $0.expiresByStatus, $0.bookmarkPause) }
        let frames = WatchFrameWriter(
            route: route, selector: LabelSelector(query["labelSelector"]), cutsFrames: cuts,
            bookmarks: query["allowWatchBookmarks"] == "true" ? pause : nil,
            timeout: .seconds(query["timeoutSeconds"].flatMap(Int.init) ?? 3_600))
        do {
            let watch = try await store.watch(from: query["resourceVersion"] ?? "")
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody { [store] writer in
                    try await frames.write(watch, store, to: &writer)
                    try await writer.finish(nil)
                })
        } catch let error as StandInError where !byStatus {
            return Self.response(["type": "ERROR", "object": error.body])
        }
    }

    private static func failure(_ fault: Fault) -> Response {
        var response = response(
            StandInError(code: fault.status, reason: "", message: "a fault").body, status: fault.status)
        if let seconds = fault.retryAfter { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    private static func response(_ body: JSON, status: Int = 200) -> Response {
        let data = (try? JSONEncoder().encode(body)) ?? Data()
        return Response(
            status: .init(code: status), headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: Array(data) + [UInt8(ascii: "\n")])))
    }
}

/// The handler is there once the port is known.
private final class HandlerBox: Sendable {
    private let handler = Mutex<(@Sendable (Request) async -> Response)?>(nil)

    func set(_ handler: @escaping @Sendable (Request) async -> Response) {
        self.handler.withLock { $0 = handler }
    }

    func callAsFunction(_ request: Request) async -> Response {
        guard let handler = handler.withLock({ $0 }) else { return Response(status: .serviceUnavailable) }
        return await handler(request)
    }
}

private struct Everything: RouterMiddleware {
    typealias Context = BasicRequestContext
    let handler: HandlerBox

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        await handler(request)
    }
}

private struct Query {
    private let items: [String: String]

    init(_ text: String) {
        var components = URLComponents()
        components.percentEncodedQuery = text
        items = Dictionary((components.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { $1 }
    }

    subscript(name: String) -> String? { items[name].flatMap { $0.isEmpty ? nil : $0 } }
}
