/// Why a run cannot go on as a whole. What goes wrong with single references stands in the plan instead.
package struct ReconciliationError: Error, Hashable, Sendable, CustomStringConvertible {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// A file that cannot be read or written.
        package static let file = Code(rawValue: "file")
        package static let git = Code(rawValue: "git")
        /// The branch moved again and again, or the server will not have the push.
        package static let push = Code(rawValue: "push")
        /// What was asked for is not in the history, or not possible.
        package static let notFound = Code(rawValue: "not-found")
        package static let conflict = Code(rawValue: "conflict")
        package static let configuration = Code(rawValue: "configuration")
        package static let registry = Code(rawValue: "registry")
        package static let cancelled = Code(rawValue: "cancelled")
    }

    package let code: Code
    package let subject: String?
    package let message: String

    package init(_ code: Code, subject: String? = nil, _ message: String) {
        self.code = code
        self.subject = subject
        self.message = message
    }

    package var description: String { subject.map { "\($0): \(message)" } ?? message }
}
