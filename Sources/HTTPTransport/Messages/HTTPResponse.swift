#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A whole answer. A status of 400 and above is an answer too, not an error.
package struct HTTPResponse: Sendable {
    package let status: Int
    /// Where the answer came from, after redirects.
    package let url: URL
    package let headers: HTTPHeaders
    package let body: [UInt8]

    package init(status: Int, url: URL, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        self.url = url
        self.headers = headers
        self.body = body
    }

    package var isSuccess: Bool { (200..<300).contains(status) }
}

/// The head of an answer whose body is read as it comes.
package struct HTTPStreamingResponse: Sendable {
    package let status: Int
    package let url: URL
    package let headers: HTTPHeaders
    /// The next chunk, `nil` at the end; throws ``HTTPError`` where the body was cut. Reading slower than the
    /// network slows the sender down: little is buffered. One reader only.
    package let nextChunk: @Sendable () async throws(HTTPError) -> [UInt8]?
    /// Ends the transfer early. A response must be read to its end or cancelled.
    package let cancel: @Sendable () -> Void

    package init(
        status: Int,
        url: URL,
        headers: HTTPHeaders,
        nextChunk: @escaping @Sendable () async throws(HTTPError) -> [UInt8]?,
        cancel: @escaping @Sendable () -> Void
    ) {
        self.status = status
        self.url = url
        self.headers = headers
        self.nextChunk = nextChunk
        self.cancel = cancel
    }

    package var isSuccess: Bool { (200..<300).contains(status) }
}
