/// Why no answer came. The subject is a URL without user, password and query.
package struct HTTPError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let cancelled = Code(rawValue: "cancelled")
        package static let timedOut = Code(rawValue: "timed-out")
        package static let unresolvedHost = Code(rawValue: "unresolved-host")
        package static let connectionFailed = Code(rawValue: "connection-failed")
        package static let tlsFailed = Code(rawValue: "tls-failed")
        package static let bodyTooLarge = Code(rawValue: "body-too-large")
        package static let truncated = Code(rawValue: "truncated")
        package static let tooManyRedirects = Code(rawValue: "too-many-redirects")
        /// Plain HTTP, a private address or another scheme that nobody allowed.
        package static let notAllowed = Code(rawValue: "not-allowed")
        package static let invalidRequest = Code(rawValue: "invalid-request")
        /// The source of a streamed request body failed, or did not have the length that was promised.
        package static let requestBodyFailed = Code(rawValue: "request-body-failed")
        package static let protocolError = Code(rawValue: "protocol-error")
    }

    package let code: Code
    package let url: String
    package let message: String

    package init(_ code: Code, url: String, message: String) {
        self.code = code
        self.url = url
        self.message = message
    }

    package var description: String { "\(url): \(message)" }
}
