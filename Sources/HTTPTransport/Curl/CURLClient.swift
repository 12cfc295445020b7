/// The client over libcurl. One thread of its own carries every request; it starts with the first and ends with the
/// last reference to the client. An open stream is such a reference.
package final class CURLClient: HTTPClient {
    let configuration: HTTPClientConfiguration
    let rules: RequestRules
    let addresses: AddressRule
    let budgets = HostBudgets()
    let pauses: HostPauses
    let time: HTTPTime
    let loop: CURLLoop
    /// Tests on one machine say here which of its addresses plays the internet.
    let reach: @Sendable (IPAddress) -> AddressReach

    package convenience init(_ configuration: HTTPClientConfiguration = HTTPClientConfiguration()) {
        self.init(configuration, time: .system) { $0.reach }
    }

    init(
        _ configuration: HTTPClientConfiguration,
        time: HTTPTime,
        reach: @escaping @Sendable (IPAddress) -> AddressReach = { $0.reach }
    ) {
        self.configuration = configuration
        self.time = time
        self.reach = reach
        rules = RequestRules(configuration: configuration)
        addresses = AddressRule(configuration)
        pauses = HostPauses(time: time)
        loop = CURLLoop(maximumConnectionsPerHost: configuration.maximumConnectionsPerHost)
    }

    deinit {
        loop.stop()
    }

    /// Ends what is in flight, and refuses what comes later, with `.cancelled`.
    package func shutDown() {
        loop.stop()
    }

    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        try await attempt(request, delivery: .whole(limit: request.options.maximumBodyBytes)) {
            (answer) async throws(TransferFailure) in
            let body = try await answer.exchange.whole()
            return HTTPResponse(
                status: answer.head.status, url: answer.hop.url, headers: answer.head.headers, body: body)
        }
    }

    package func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStreamingResponse {
        try await attempt(request, delivery: .streamed(buffer: 256 << 10)) { (answer) async throws(TransferFailure) in
            let reader = StreamedBody(answer.exchange, of: self)
            return HTTPStreamingResponse(
                status: answer.head.status,
                url: answer.hop.url,
                headers: answer.head.headers,
                nextChunk: { () async throws(HTTPError) in try await reader.next() },
                cancel: { reader.cancel() }
            )
        }
    }
}
