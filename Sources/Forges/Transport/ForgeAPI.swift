import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One forge's HTTP interface: JSON both ways, a token to one origin, errors that say what to do.
struct ForgeAPI: Sendable {
    let http: any HTTPClient
    /// Without a slash at its end.
    let base: URL
    let authorization: ForgeAuthorization
    /// What errors name: `github.com/team/config`.
    let subject: String
    /// Sent with every request.
    var headers: HTTPHeaders = [:]
    /// Whether the forge spells `some_key` what is `someKey` here.
    var hasSnakeCase = true
    /// Waits; tests do not.
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// A page, and where the next one is.
    struct Page<Value: Sendable>: Sendable {
        let value: Value
        let headers: HTTPHeaders
    }

    func get<Value: Decodable & Sendable>(
        _ path: String, _ query: [(name: String, value: String)] = [], as type: Value.Type = Value.self
    ) async throws(ForgeError) -> Value {
        try await page(try url(path, query), as: type).value
    }

    func page<Value: Decodable & Sendable>(
        _ url: URL, as type: Value.Type = Value.self
    ) async throws(ForgeError) -> Page<Value> {
        let response = try await send(HTTPRequest(.get, url))
        return Page(value: try read(type, response), headers: response.headers)
    }

    func send<Value: Decodable & Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ body: some Encodable & Sendable,
        _ query: [(name: String, value: String)] = [], as type: Value.Type = Value.self
    ) async throws(ForgeError) -> Value {
        try read(type, try await answer(method, try url(path, query), body))
    }

    /// As ``send(_:_:_:_:as:)``, where nobody reads the answer.
    func tell(
        _ method: HTTPRequest.Method, _ path: String, _ body: some Encodable & Sendable,
        _ query: [(name: String, value: String)] = []
    ) async throws(ForgeError) {
        _ = try await answer(method, try url(path, query), body)
    }

    func answer(
        _ method: HTTPRequest.Method, _ url: URL, _ body: some Encodable & Sendable
    ) async throws(ForgeError) -> HTTPResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if hasSnakeCase { encoder.keyEncodingStrategy = .convertToSnakeCase }
        guard let data = try? encoder.encode(body) else {
            throw ForgeError(.refused, subject: subject, "the request cannot be written as JSON")
        }
        var request = HTTPRequest(method, url, body: .bytes(Array(data)))
        request.headers["Content-Type"] = "application/json"
        return try await send(request)
    }

    /// - Parameter path: escaped already, with its slash.
    func url(_ path: String, _ query: [(name: String, value: String)] = []) throws(ForgeError) -> URL {
        let tail = query.isEmpty ? "" : "?" + FormURLEncoding.string(query)
        guard let url = URL(string: base.absoluteString + path + tail) else {
            throw ForgeError(.invalidSetting, subject: subject, "its address cannot be used")
        }
        return url
    }

    /// A page's address comes from the forge: it may only lead to where the token belongs.
    func next(_ text: String) throws(ForgeError) -> URL {
        guard let url = URL(string: text), let origin = HTTPOrigin(url), origin == HTTPOrigin(base) else {
            throw ForgeError(.invalidAnswer, subject: subject, "it names another server for its next page")
        }
        return url
    }

    func read<Value: Decodable>(_ type: Value.Type, _ response: HTTPResponse) throws(ForgeError) -> Value {
        let decoder = JSONDecoder()
        if hasSnakeCase { decoder.keyDecodingStrategy = .convertFromSnakeCase }
        guard let value = try? decoder.decode(type, from: Data(response.body)) else {
            throw ForgeError(
                .invalidAnswer, subject: subject,
                "answered \(response.status) with something else than was asked for; check the address of its API")
        }
        return value
    }

    /// One segment of a path.
    static func segment(_ text: String) -> String {
        String(FormURLEncoding.string([("", text)]).dropFirst()).replacing("+", with: "%20")
    }
}
