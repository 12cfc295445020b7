package import ImageModel

/// Why a registry or an image layout did not do what it was asked; the message says what to do.
package struct RegistryError: Error, Sendable, Hashable, CustomStringConvertible {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let cancelled = Code(rawValue: "cancelled")
        package static let unauthorized = Code(rawValue: "unauthorized")
        package static let notFound = Code(rawValue: "not-found")
        package static let rateLimited = Code(rawValue: "rate-limited")
        package static let unavailable = Code(rawValue: "unavailable")
        /// The registry understood and refused: an immutable tag, a manifest it doesn't take.
        package static let refused = Code(rawValue: "refused")
        /// An answer that the distribution specification does not allow.
        package static let invalidAnswer = Code(rawValue: "invalid-answer")
        package static let unsupportedManifest = Code(rawValue: "unsupported-manifest")
        package static let tooLarge = Code(rawValue: "too-large")
        /// The bytes are not what their digest, or the registry's word, says.
        package static let digestMismatch = Code(rawValue: "digest-mismatch")
        /// A realm, upload location or page link that leads where it must not.
        package static let notAllowed = Code(rawValue: "not-allowed")
        /// Nothing is asked in this run, and nothing recorded answers.
        package static let offline = Code(rawValue: "offline")
        package static let invalidLayout = Code(rawValue: "invalid-layout")
        /// A file of a layout could not be read or written.
        package static let fileFailed = Code(rawValue: "file-failed")
    }

    package let code: Code
    package let reason: ReasonCode
    package let message: String
    /// The reference or repository that was asked for.
    package let subject: String
    /// The HTTP status, where one came.
    package let status: Int?
    /// The registry's own words: its error code and text, bounded, without control characters.
    package let detail: String?
    /// How long the registry asked to wait.
    package let retryAfter: Duration?

    package init(
        _ code: Code,
        reason: ReasonCode,
        subject: String,
        message: String,
        status: Int? = nil,
        detail: String? = nil,
        retryAfter: Duration? = nil
    ) {
        self.code = code
        self.reason = reason
        self.subject = subject
        self.message = message
        self.status = status
        self.detail = detail
        self.retryAfter = retryAfter
    }

    package var description: String { "\(subject): \(message)" }

    /// The same for a plan, which knows no registry.
    package var failure: ResolutionFailure { ResolutionFailure(reason, message) }
}
