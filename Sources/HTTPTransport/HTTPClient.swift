/// Sends requests. Implemented over libcurl, and by scripts in tests.
package protocol HTTPClient: Sendable {
    /// The whole answer, its body bounded by the request's options.
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse
    /// The head of the answer as soon as it is there; the body on demand.
    func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStreamingResponse
}
