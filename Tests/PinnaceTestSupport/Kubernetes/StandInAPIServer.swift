package import Foundation
import Synchronization

/// A Kubernetes API server as far as clients can tell: objects under one rising version, watches, custom resources with
/// their schemas, and whatever goes wrong with one.
///
/// ```swift
/// let server = try StandInAPIServer.start()
/// defer { server.stop() }
/// server.define(crd)
/// ```
/// A program that runs as a child talks to it over ``url`` or ``kubeconfig``. It speaks plain HTTP on loopback; a
/// `TLSFront` makes TLS of it.
package final class StandInAPIServer: Sendable {
    private struct State {
        var listener: ScriptedHTTPServer?
        var calls: [StandInCall] = []
        var access = StandInAccess()
        var faults = StandInFaults()
        var bookmarks = Duration.seconds(60)
    }

    package let port: Int
    let store = StandInStore()
    private let state = Mutex(State())

    package static func start(port: Int = 0) throws -> StandInAPIServer {
        let port = port == 0 ? ServerPort.free() : port
        let server = StandInAPIServer(port: port)
        for name in ["default", "kube-system"] { server.addNamespace(name) }
        try server.listen()
        return server
    }

    private init(port: Int) {
        self.port = port
    }

    deinit { stop() }

    package var url: URL {
        guard let url = URL(string: "http://127.0.0.1:\(port)") else { preconditionFailure("no URL") }
        return url
    }

    /// Cuts every connection and takes no more. What is stored stays; see ``listen()``.
    package func stop() {
        let listener = state.withLock { state in
            defer { state.listener = nil }
            return state.listener
        }
        store.locked { $0.isStopped = true }
        listener?.stop()
    }

    /// Comes back after ``stop()``, on the same port and with the same objects.
    package func listen() throws {
        store.locked { $0.isStopped = false }
        let scripted = try ScriptedHTTPServer.start(port: port, keepsRequests: false) { [weak self] request in
            self?.answer(request) ?? ScriptedResponse([.reset])
        }
        state.withLock { $0.listener = scripted }
    }

    /// What was asked for so far, refused requests included.
    package var calls: [StandInCall] { state.withLock { $0.calls } }
    package func forgetCalls() { state.withLock { $0.calls = [] } }
    package var openConnections: Int { state.withLock { $0.listener }?.openConnectionCount ?? 0 }
}

/// What a test sets up.
extension StandInAPIServer {
    /// Only these bearer tokens are taken from now on; `nil` for everybody.
    package func accept(tokens: Set<String>?) { state.withLock { $0.access.tokens = tokens } }

    /// Only what these rules allow; `nil` for everything.
    package func allow(_ rules: [StandInRule]?) { state.withLock { $0.access.rules = rules } }

    /// How often a watch that wants them gets bookmarks.
    package func sendBookmarks(every interval: Duration) { state.withLock { $0.bookmarks = interval } }

    /// The next requests of some kind go wrong.
    ///
    /// - Parameters:
    ///   - skipped: how many of that kind go well before.
    ///   - isMeant: asked while the server is locked: it may not call it.
    package func plan(
        _ fault: StandInFault, after skipped: Int = 0, times: Int = 1,
        for isMeant: @escaping @Sendable (StandInCall) -> Bool
    ) {
        let planned = StandInFaults.Planned(fault: fault, skipped: skipped, times: times, isMeant: isMeant)
        state.withLock { $0.faults.planned.append(planned) }
    }

    package func plan(
        _ fault: StandInFault, after skipped: Int = 0, times: Int = 1, verb: String, _ resource: String? = nil
    ) {
        plan(fault, after: skipped, times: times) { $0.verb == verb && (resource == nil || $0.resource == resource) }
    }

    package func addNamespace(_ name: String) {
        put(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]])
    }

    /// Forgets the past: watches and pages from before are expired.
    package func compact() { store.locked { $0.compact() } }

    /// The current version.
    package var version: Int { store.locked { $0.version } }
}

/// Requests.
extension StandInAPIServer {
    private func answer(_ request: ScriptedRequest) -> ScriptedResponse {
        do {
            let access = state.withLock { $0.access }
            try access.check(request)
            if let fixed = Self.fixed(request.path) { return .text(fixed) }
            guard let target = StandInTarget(request.target), let call = target.call(method: request.method) else {
                throw StandInFailure.noSuchPath
            }
            let fault = state.withLock { state in
                state.calls.append(call)
                return state.faults.take(for: call)
            }
            try access.check(call)
            return try answer(request, target, call, fault)
        } catch let failure as StandInFailure {
            return failure.response
        } catch {
            return StandInFailure(code: 500, reason: "InternalError", message: "\(error)").response
        }
    }

    private static func fixed(_ path: String) -> String? {
        switch path {
        case "/healthz", "/readyz", "/livez": "ok"
        case "/version": #"{"major":"1","minor":"34","gitVersion":"v1.34.0-stand-in"}"#
        default: nil
        }
    }

    private func answer(
        _ request: ScriptedRequest, _ target: StandInTarget, _ call: StandInCall, _ fault: StandInFault?
    ) throws -> ScriptedResponse {
        switch fault {
        case .failure(let failure)?: throw failure
        case .reset?: return ScriptedResponse([.reset])
        case .hang?: return .hang
        case .answer(let response)?: return response
        case .lostAnswer?:
            _ = try perform(request, target, call)
            return ScriptedResponse([.reset])
        default: break
        }
        guard call.verb == "watch" else {
            let (status, body) = try perform(request, target, call)
            return .status(status, headers: [("Content-Type", "application/json")], body: body.bytes)
        }
        let kind = try kind(target)
        let bookmarks = state.withLock { $0.bookmarks }
        do {
            let watch = try StandInWatch(store, kind, target, bookmarks: bookmarks)
            watch.fault = fault
            return watch.response
        } catch let failure as StandInFailure where failure.code == 410 {
            // As the real one does: a stream with 200 whose only event is the error.
            let frame = APIJSON.object(["type": "ERROR", "object": failure.status]).bytes + [UInt8(ascii: "\n")]
            return .chunked([frame])
        }
    }

    private func kind(_ target: StandInTarget) throws -> StandInKind {
        guard let kind = store.locked({ $0.kind(target) }),
            target.subresource == nil || (target.subresource == "status" && kind.hasStatus)
        else { throw StandInFailure.noSuchPath }
        return kind
    }

    private func perform(
        _ request: ScriptedRequest, _ target: StandInTarget, _ call: StandInCall
    ) throws -> (status: Int, body: APIJSON) {
        let kind = try kind(target)
        let body = request.body.isEmpty ? nil : APIJSON(bytes: request.body)
        let type = request[header: "Content-Type"] ?? ""
        if !request.body.isEmpty, body == nil { throw StandInFailure.badRequest("the body is not JSON") }
        return try store.locked { state in
            switch call.verb {
            case "list": return (200, try state.list(kind, target))
            case "create": return (201, try state.create(body ?? .null, kind, target))
            case "update": return (200, try state.replace(body ?? .null, kind, target))
            case "patch" where type == "application/merge-patch+json":
                return (200, try state.merge(body ?? .null, kind, target))
            case "patch":
                throw StandInFailure(
                    code: 415, reason: "UnsupportedMediaType",
                    message: "the body of the request was in an unknown format - accepted media types include: "
                        + "application/merge-patch+json")
            case "delete": return (200, try state.delete(body, kind, target))
            case "get":
                let key = StandInStore.Key(namespace: target.namespace ?? "", name: target.name ?? "")
                guard let object = state.object(kind, key) else { throw StandInFailure.notFound(kind, key.name) }
                return (200, object)
            default: throw StandInFailure(code: 405, reason: "MethodNotAllowed", message: "\(call.verb) is not served")
            }
        }
    }
}
