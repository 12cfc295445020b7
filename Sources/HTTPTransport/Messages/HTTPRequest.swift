#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// One request. Secrets travel apart from the headers, so that neither a log nor a redirect can carry them along.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"

        /// Safe to send again after a failure (RFC 9110, section 9.2.2). PUT of content-addressed data is, too.
        package var isIdempotent: Bool { self != .post && self != .patch }
    }

    package var method: Method
    package var url: URL
    package var headers: HTTPHeaders
    /// The whole value of `Authorization` (`Basic …`, `Bearer …`); sent to the origin of ``url`` only.
    package var authorization: Secret?
    /// Other headers that hold secrets (`X-Amz-Security-Token`); sent to the origin of ``url`` only.
    package var secretHeaders: [String: Secret] = [:]
    package var body: HTTPRequestBody
    package var options: HTTPRequestOptions

    package init(
        _ method: Method = .get,
        _ url: URL,
        headers: HTTPHeaders = [:],
        authorization: Secret? = nil,
        body: HTTPRequestBody = .none,
        options: HTTPRequestOptions = HTTPRequestOptions()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.authorization = authorization
        self.body = body
        self.options = options
    }
}

/// What a request carries.
package enum HTTPRequestBody: Sendable {
    case none
    case bytes([UInt8])
    /// Chunks read on demand, never all in memory; `length` in bytes where it is known (else chunked encoding).
    /// A streamed body cannot be sent twice, so such a request is not retried.
    case stream(length: Int64?, chunks: @Sendable () async throws -> [UInt8]?)
}

package struct HTTPRequestOptions: Sendable {
    /// Bytes of body that ``HTTPClient/send(_:)`` accepts before it fails with `.bodyTooLarge`.
    package var maximumBodyBytes = 8 << 20
    /// Limit of the whole exchange, retries and redirects included but not the pauses before them; `nil` for streams and watches, which the idle limit bounds.
    package var timeout: Duration? = .seconds(60)
    /// Fails when fewer than one byte a second came for so long.
    package var idleTimeout: Duration = .seconds(30)
    package var redirects: HTTPRedirects = .follow(limit: 5)
    package var retry: HTTPRetry = .standard
    /// The URL came from a server (a token realm, an upload location), not from the user: it may not lead to a
    /// narrower network than that server's own (``AddressReach``), unless the user named its host.
    package var untrustedURL = false
    /// The URL whose answer named an untrusted one. Its host, and where it was asked before with this client the
    /// network it was found in, are allowed; without it the untrusted URL has to be on the internet.
    package var urlSource: URL?
    /// Asks ``HTTPClient/send(_:)`` for a gzip body. The limit counts the bytes after decoding.
    package var acceptsGzip = false

    package init() {}
}

package enum HTTPRedirects: Sendable, Hashable {
    /// A 3xx answer is returned as it is.
    case refuse
    /// GET and HEAD follow, without secrets where the origin (scheme, host or port) changes.
    case follow(limit: Int)
}

/// When an idempotent request is sent again.
package struct HTTPRetry: Sendable, Hashable {
    package var attempts: Int
    /// The first pause; doubled with jitter each time, and never shorter than `Retry-After`.
    package var firstDelay: Duration
    /// A `Retry-After` beyond this is not waited for: the answer is returned as it is.
    package var longestDelay: Duration

    package init(attempts: Int, firstDelay: Duration = .milliseconds(250), longestDelay: Duration = .seconds(30)) {
        self.attempts = attempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
    }

    package static let standard = HTTPRetry(attempts: 4)
    package static let never = HTTPRetry(attempts: 1)
}
