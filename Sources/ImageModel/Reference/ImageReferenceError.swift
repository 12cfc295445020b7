/// Why a text is no image reference.
package struct ImageReferenceError: Error, Hashable, Sendable, CustomStringConvertible {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let empty = Code(rawValue: "the name is empty")
        package static let bareDigest = Code(rawValue: "64 hex digits alone name nothing")
        package static let invalidHost = Code(rawValue: "the registry host is not valid")
        package static let uppercase = Code(rawValue: "the path has upper-case letters")
        package static let invalidPath = Code(
            rawValue: "a path segment is lower-case letters and digits, joined by '.', '_', '__' or '-'"
        )
        package static let tooLong = Code(rawValue: "the path is longer than 255 bytes")
        package static let invalidTag = Code(
            rawValue: "a tag is up to 128 letters, digits, '_', '.' and '-', and starts with none of the last two"
        )
        package static let invalidDigest = Code(
            rawValue: "a digest is sha256: and 64, or sha512: and 128, lower-case hex digits"
        )
    }

    package let code: Code
    package let text: String

    package init(_ code: Code, in text: String) {
        self.code = code
        self.text = text
    }

    package var description: String {
        let shown = text.unicodeScalars.prefix(200).map { $0.properties.generalCategory == .control ? "?" : String($0) }
        return "'\(shown.joined())' is not an image reference: \(code.rawValue)"
    }
}
