/// A server, tool or fixture did not do what a test needs; the message carries what it printed.
package struct TestSupportError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
