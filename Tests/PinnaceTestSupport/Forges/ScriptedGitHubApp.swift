import Foundation
import Synchronization

/// The part of a GitHub server's interface that trades what an app signs for tokens of `team/config`.
package final class ScriptedGitHubApp: Sendable {
    package static let id = "7"
    private static let installation = "99"

    private let server: ScriptedHTTPServer
    private let tokens: TokenList

    private final class TokenList: Sendable {
        private let left: Mutex<[String]>

        init(_ tokens: [String]) {
            left = Mutex(tokens)
        }

        /// The last is given again and again.
        func next() -> String { left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
    }

    /// - Parameter tokens: given one after the other.
    package init(tokens: [String]) throws {
        let tokens = TokenList(tokens)
        self.tokens = tokens
        server = try ScriptedHTTPServer.start { request in
            // Three parts of base64: who reads the signature is another test.
            guard let word = request[header: "Authorization"], word.hasPrefix("Bearer "),
                word.split(separator: ".").count == 3
            else { return .text(#"{"message": "A JSON web token could not be decoded"}"#, status: 401) }
            switch "\(request.method) \(request.path)" {
            case "GET /api/v3/repos/team/config/installation": return .text(#"{"id": \#(Self.installation)}"#)
            case "POST /api/v3/app/installations/\(Self.installation)/access_tokens":
                let end = Date(timeIntervalSinceNow: 3_600).formatted(.iso8601)
                return .text(#"{"token": "\#(tokens.next())", "expires_at": "\#(end)"}"#, status: 201)
            default: return .text(#"{"message": "Not Found"}"#, status: 404)
            }
        }
    }

    deinit { server.stop() }

    /// Of its interface.
    package var address: String { server.url("/api/v3").absoluteString }
    /// How many tokens were given.
    package var trades: Int { server.requests.count { $0.method == "POST" } }

    /// A private key as GitHub makes them, in a file.
    package static func key(_ path: String) async throws {
        try await Command.run("openssl", ["genrsa", "-traditional", "-out", path, "2048"]).checked()
    }
}
