/// A string that never prints: descriptions, interpolation, mirrors and dumps show `[redacted]`.
///
/// The value is reached through ``reveal()`` alone, so that every use can be found by its name.
package struct Secret: Hashable, Sendable {
    private let value: String

    package init(_ value: String) {
        self.value = value
    }

    /// The secret itself, for a header or a form that is about to be sent.
    package func reveal() -> String { value }

    package var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(reflecting: description) }
}
