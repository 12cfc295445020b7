/// Why a forge did not do what it was asked. Never holds a secret.
package struct ForgeError: Error, Hashable, Sendable, CustomStringConvertible {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// No token, or one that it does not know.
        package static let unauthorized = Code(rawValue: "unauthorized")
        package static let forbidden = Code(rawValue: "forbidden")
        package static let rateLimited = Code(rawValue: "rate-limited")
        /// No such repository, or none for this token.
        package static let notFound = Code(rawValue: "not-found")
        /// A pull request of this branch is open already.
        package static let exists = Code(rawValue: "exists")
        /// The request was understood and refused.
        package static let refused = Code(rawValue: "refused")
        package static let server = Code(rawValue: "server")
        package static let unreachable = Code(rawValue: "unreachable")
        package static let cancelled = Code(rawValue: "cancelled")
        package static let invalidAnswer = Code(rawValue: "invalid-answer")
        /// Which forge a repository belongs to is not known, or told wrongly.
        package static let unknownForge = Code(rawValue: "unknown-forge")
        package static let invalidSetting = Code(rawValue: "invalid-setting")

        /// Whether the request may have been done all the same.
        var leavesOpen: Bool { [.server, .unreachable, .invalidAnswer].contains(self) }
    }

    package let code: Code
    /// The forge and the repository: `github.com/team/config`.
    package let subject: String
    package let message: String

    package init(_ code: Code, subject: String, _ message: String) {
        self.code = code
        self.subject = subject
        self.message = message
    }

    package var description: String { "\(subject): \(message)" }
}
