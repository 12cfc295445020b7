import PinnaceTestSupport
import Testing

/// One way to a credential: what a process finds around it, and a server that answers only what is right.
///
/// In environment and files `$SERVER` stands for the server's address, `$HOST` for its host and port, `$HOME` for a
/// folder of the case's own.
struct ClientCase: Sendable, CustomTestStringConvertible {
    enum Library: String, Sendable {
        case aws, google, azure

        /// A registry whose credentials it is asked for.
        var host: String {
            switch self {
            case .aws: "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
            case .google: "europe-docker.pkg.dev"
            case .azure: "team.azurecr.io"
            }
        }
    }

    let name: String
    let library: Library
    var host: String? = nil
    var environment: [String: String] = [:]
    /// By their paths in `$HOME`.
    var files: [String: String] = [:]
    /// What the library alone asks, as `GET /path`: to detect or to describe what a registry's credential does not need.
    var libraryAlone: Set<String> = []
    /// Fields of forms, queries or claims in which the two may differ.
    var free: Set<String> = []
    /// `nil` where neither may get a credential.
    var credential: ClientCredential?
    /// The answers by `METHOD /path`; anything else is refused.
    let answers: [String: @Sendable (ScriptedRequest) -> ScriptedResponse]

    var testDescription: String { name }
}

/// A registry's credential, from whichever client.
struct ClientCredential: Hashable, Sendable, Decodable {
    var user: String? = nil
    var password: String? = nil
    var identity: String? = nil
    /// In the library's words.
    var error: String? = nil
}
