package import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Asks an API server. Every call names its type, so that what is asked for can be read off the source.
package struct KubernetesClient: Sendable {
    /// One request that was answered, for metrics.
    package struct Answered: Sendable, Hashable {
        package let method: String
        package let status: Int
    }

    let access: ClusterAccess
    let http: any HTTPClient
    let observe: @Sendable (Answered) -> Void

    /// - Parameters:
    ///   - http: a client configured by ``ClusterAccess/configure(_:)``.
    ///   - observe: told of every answer.
    package init(
        _ access: ClusterAccess, http: any HTTPClient, observe: @escaping @Sendable (Answered) -> Void = { _ in }
    ) {
        self.access = access
        self.http = http
        self.observe = observe
    }

    /// What is asked of which object or collection.
    struct Target {
        let verb: String
        let type: ResourceType
        var namespace: String?
        var name: String?
        var subresource: String?

        /// `get secrets team-a/git`, `patch configrepositories/status team-a/apps`.
        var words: String {
            let place = [namespace, name].compactMap(\.self).joined(separator: "/")
            return "\(verb) \(type.plural)\(subresource.map { "/\($0)" } ?? "")\(place.isEmpty ? "" : " \(place)")"
        }
    }

    func request(
        _ method: HTTPRequest.Method, _ target: Target, query: [(String, String)] = [], body: [UInt8]? = nil,
        contentType: String = "application/json"
    ) throws(KubernetesError) -> HTTPRequest {
        for name in [target.namespace, target.name].compactMap(\.self) where !ResourceType.isName(name) {
            throw KubernetesError(.invalid, operation: target.words, message: "'\(name)' is not a name")
        }
        let path = target.type.path(
            namespace: target.namespace, name: target.name, subresource: target.subresource)
        var components = URLComponents()
        components.queryItems = query.isEmpty ? nil : query.map { URLQueryItem(name: $0.0, value: $0.1) }
        var base = access.server.absoluteString
        while base.hasSuffix("/") { base.removeLast() }
        guard let url = URL(string: base + path + (components.percentEncodedQuery.map { "?\(Self.strict($0))" } ?? ""))
        else { throw KubernetesError(.configuration, operation: target.words, message: "the address is not a URL") }
        var request = HTTPRequest(method, url, headers: ["Accept": "application/json"])
        request.options.redirects = .refuse
        request.options.maximumBodyBytes = Self.bodyLimit
        request.options.acceptsGzip = true
        if let body {
            request.headers["Content-Type"] = contentType
            request.body = .bytes(body)
        }
        return request
    }

    /// A page of 500 objects of 1.5 MB at most is what etcd could hold; nobody's is.
    private static let bodyLimit = 256 << 20

    /// A `+` in a query means a space to some servers.
    private static func strict(_ query: String) -> String { query.replacing("+", with: "%2B") }

    /// Sends with the token; once more with a fresh one where the server does not take it.
    func send(_ request: HTTPRequest, _ target: Target) async throws(KubernetesError) -> [UInt8] {
        var answer = try await attempt(request, target)
        if answer.status == 401 {
            await access.tokens.refused()
            answer = try await attempt(request, target)
        }
        guard answer.isSuccess else {
            throw KubernetesError(
                status: answer.status, body: try? JSONDecoder().decode(StatusBody.self, from: Data(answer.body)),
                operation: target.words)
        }
        return answer.body
    }

    private func attempt(_ request: HTTPRequest, _ target: Target) async throws(KubernetesError) -> HTTPResponse {
        let request = try await authorized(request)
        do throws(HTTPError) {
            let answer = try await http.send(request)
            observe(Answered(method: request.method.rawValue, status: answer.status))
            return answer
        } catch {
            throw Self.error(error, target)
        }
    }

    func authorized(_ request: HTTPRequest) async throws(KubernetesError) -> HTTPRequest {
        var request = request
        request.authorization = try await access.tokens.token().map { Secret("Bearer \($0.reveal())") }
        return request
    }

    static func error(_ error: HTTPError, _ target: Target) -> KubernetesError {
        KubernetesError(
            error.code == .cancelled ? .cancelled : .connection, operation: target.words, message: error.message)
    }

    func decode<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8], _ target: Target
    ) throws(KubernetesError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw KubernetesError(
                .unreadable, operation: target.words, message: "the answer is not what the API describes: \(error)")
        }
    }

    func encode(_ value: some Encodable, _ target: Target) throws(KubernetesError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(value))
        } catch {
            throw KubernetesError(.invalid, operation: target.words, message: "the object cannot be written: \(error)")
        }
    }
}
