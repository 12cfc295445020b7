package import HTTPTransport

/// A GitHub App's tokens as passwords of git (docs.github.com, "Authenticating as a GitHub App installation").
package struct GitHubAppPassword: Sendable {
    /// What git's server wants to be called.
    package static let user = "x-access-token"

    private let app: GitHubApp

    init(_ app: GitHubApp) {
        self.app = app
    }

    /// One that is good for some minutes at least.
    package func current() async throws(ForgeError) -> Secret { try await app.token() }

    /// One in the place of one that the server refused before its end, as it was taken back or the app's rights changed.
    ///
    /// - Returns: `nil` where the refused one is not the app's.
    package func renewed(_ refused: Secret) async throws(ForgeError) -> Secret? {
        app.forget(refused) ? try await app.token() : nil
    }
}
