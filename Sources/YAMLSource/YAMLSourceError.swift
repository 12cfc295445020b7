/// What is wrong with a file, or with an edit of it, and where.
///
/// Its description is `line:column: message`; whoever knows the file's name puts it in front.
package struct YAMLSourceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure. Open: compare with `==`, expect more.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        package let rawValue: String

        package init(_ rawValue: String) { self.rawValue = rawValue }

        package var description: String { rawValue }

        /// Not YAML.
        package static let syntax = Code("syntax")
        /// Not the text it claims to be: invalid UTF-8 or UTF-16, or an encoding that is not read.
        package static let encoding = Code("encoding")
        /// Nested deeper than the limit.
        package static let tooDeep = Code("too-deep")
        /// More bytes, nodes or directives than the limit.
        package static let tooLarge = Code("too-large")
        /// An alias without an anchor before it.
        package static let unknownAlias = Code("unknown-alias")
        /// An alias inside the very node that it names.
        package static let recursiveAlias = Code("recursive-alias")
        /// An edit that this place or style does not allow.
        package static let unsupportedEdit = Code("unsupported-edit")
        /// Two edits that touch the same bytes.
        package static let overlappingEdits = Code("overlapping-edits")
        /// The edited file does not read as the old one with just the intended changes.
        package static let verificationFailed = Code("verification-failed")
        /// A value of another type than the one wanted.
        package static let typeMismatch = Code("type-mismatch")
        /// A value of the right type that is not valid.
        package static let invalidValue = Code("invalid-value")
        /// A key that has to be there and is not.
        package static let missingKey = Code("missing-key")
        /// A key that nobody knows.
        package static let unknownKey = Code("unknown-key")
        /// A key that stands twice in one mapping.
        package static let duplicateKey = Code("duplicate-key")
    }

    package let code: Code
    package let message: String
    package let location: SourceLocation

    package init(_ code: Code, _ message: String, at location: SourceLocation) {
        self.code = code
        self.message = message
        self.location = location
    }

    package var description: String { "\(location): \(message)" }
}
