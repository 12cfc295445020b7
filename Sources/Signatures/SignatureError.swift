/// Why a signature proves nothing; `message` is a sentence without its subject.
package struct SignatureError: Error, Hashable, Sendable, CustomStringConvertible {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}
