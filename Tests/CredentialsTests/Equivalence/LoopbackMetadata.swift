import Foundation
import HTTPTransport
import PinnaceTestSupport

@testable import Credentials

/// Leads what goes to a cloud's metadata address to a server on loopback.
struct LoopbackMetadata: HTTPClient {
    let server: ScriptedHTTPServer
    private let client = CURLClient()

    init(server: ScriptedHTTPServer) {
        self.server = server
    }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse { try await client.send(led(request)) }

    func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStreamingResponse {
        try await client.stream(led(request))
    }

    private func led(_ request: HTTPRequest) -> HTTPRequest {
        guard let host = request.url.host(), MetadataAddress.hosts.contains(host) else { return request }
        var request = request
        request.url = server.url(request.url.path + (request.url.query.map { "?" + $0 } ?? ""))
        return request
    }
}
