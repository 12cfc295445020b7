package import HTTPTransport

/// How a forge is told who asks.
package struct ForgeAuthorization: Sendable {
    /// A header; its value is secret.
    package struct Header: Sendable, Hashable {
        package let name: String
        package let value: Secret

        package init(_ name: String, _ value: Secret) {
            self.name = name
            self.value = value
        }
    }

    let header: @Sendable () async throws(ForgeError) -> Header

    package init(_ header: Header) {
        self.header = { () async throws(ForgeError) in header }
    }

    /// - Parameter header: asked before each request, as what it gives may end.
    package init(renewing header: @escaping @Sendable () async throws(ForgeError) -> Header) {
        self.header = header
    }

    package static func bearer(_ token: Secret) -> ForgeAuthorization { Self(Header("Authorization", .bearer(token))) }
}
