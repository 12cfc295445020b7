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
    /// Told of what the forge refused; whether there will be another.
    let forget: @Sendable (Header) -> Bool

    package init(_ header: Header) {
        self.header = { () async throws(ForgeError) in header }
        forget = { _ in false }
    }

    /// - Parameters:
    ///   - header: asked before each request, as what it gives may end.
    ///   - forget: told of one that was refused before its end; whether asking gives another.
    package init(
        renewing header: @escaping @Sendable () async throws(ForgeError) -> Header,
        forget: @escaping @Sendable (Header) -> Bool
    ) {
        self.header = header
        self.forget = forget
    }

    package static func bearer(_ token: Secret) -> ForgeAuthorization { Self(Header("Authorization", .bearer(token))) }
}
