/// Why a text is no path to fields.
package struct FieldPatternError: Error, Hashable, Sendable, CustomStringConvertible {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let empty = Code(rawValue: "empty")
        package static let emptyKey = Code(rawValue: "empty-key")
        package static let partialWildcard = Code(rawValue: "partial-wildcard")
        package static let bracket = Code(rawValue: "bracket")
        package static let notKeys = Code(rawValue: "not-keys")
        package static let tooDeep = Code(rawValue: "too-deep")
    }

    package let code: Code
    /// The character where it goes wrong, counted from 1.
    package let column: Int
    package let message: String

    init(_ code: Code, at column: Int, _ message: String) {
        self.code = code
        self.column = column
        self.message = message
    }

    package var description: String { "character \(column): \(message)" }
}
