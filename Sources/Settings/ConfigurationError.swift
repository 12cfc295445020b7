package import YAMLSource

/// Why a configuration cannot be used: `file:line:column: message`.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, flag or environment variable that is wrong.
    package let subject: String
    package let location: SourceLocation?
    package let message: String

    package init(_ subject: String, at location: SourceLocation? = nil, _ message: String) {
        self.subject = subject
        self.location = location
        self.message = message
    }

    init(_ file: String, _ error: YAMLSourceError) {
        self.init(file, at: error.location, error.message)
    }

    package var description: String {
        [subject, location.map { "\($0.line):\($0.column)" }].compactMap(\.self).joined(separator: ":") + ": \(message)"
    }
}
