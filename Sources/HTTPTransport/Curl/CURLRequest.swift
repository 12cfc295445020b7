/// One request of one attempt, checked against every rule: what the loop hands to libcurl.
struct CURLRequest: Sendable {
    /// Built from checked parts, without user and password: libcurl never parses what a server spelled.
    let url: String
    /// For errors and logs.
    let redactedURL: String
    let origin: HTTPOrigin
    var method: HTTPRequest.Method
    var fields: [HTTPHeaders.Field]
    var secrets: [(name: String, value: Secret)]
    var body: HTTPRequestBody
    var userAgent: String

    var connectTimeout: Duration
    var idleTimeout: Duration
    var timeout: Duration?
    var acceptsGzip = false
    var delivery: Delivery

    var proxy: Secret?
    var authorities: PEMSource?
    var tls: HTTPHostTLS?
    var verifiesTLS = true
    /// The narrowest network that may be connected to; `nil` for no rule.
    var narrowestReach: AddressReach?
    var reach: @Sendable (IPAddress) -> AddressReach

    enum Delivery: Sendable {
        /// All of it, up to a number of bytes.
        case whole(limit: Int)
        /// As it is read; the sender waits while about so many bytes are unread.
        case streamed(buffer: Int)
    }

    var isStreamed: Bool {
        if case .streamed = delivery { return true }
        if case .stream = body { return true }
        return false
    }
}
