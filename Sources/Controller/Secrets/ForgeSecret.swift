import Forges
import HTTPTransport
import KubernetesAPI

/// What a Secret says about a forge: `token`, `bearerToken` or `password`; or a GitHub App in the keys that Flux's users
/// know.
struct ForgeSecret: Sendable {
    /// The same in the words that jobs of CI systems have in their environment. Nothing of this process's own is in it.
    let environment: [String: String]
    /// Which forge it is, as `--forge` says it, where an app's keys tell. They are those of Flux's users.
    private let told: String?

    static let appKey = "githubAppID"

    /// - Throws: `.invalid` where none of the keys is there, or half an app.
    init(_ object: SecretObject) throws(KubernetesError) {
        let values = object.values.mapValues { $0.reveal().trimmingLineEnd }
        var environment: [String: String] = [:]
        environment["PINNACE_FORGE_TOKEN"] = values["token"] ?? values["bearerToken"] ?? values["password"]
        environment["PINNACE_GITHUB_APP_ID"] = values[Self.appKey]
        environment["PINNACE_GITHUB_APP_INSTALLATION_ID"] = values["githubAppInstallationID"]
        environment["PINNACE_GITHUB_APP_KEY"] = values["githubAppPrivateKey"]
        // Bitbucket takes a person's API token with their name, and an access token without one.
        if let user = values["username"], user != "x-token-auth" { environment["BITBUCKET_USERNAME"] = user }
        guard environment["PINNACE_FORGE_TOKEN"] != nil || environment["PINNACE_GITHUB_APP_ID"] != nil else {
            throw KubernetesError(
                .invalid, operation: "read secret \(object.key)",
                message: "it has none of token, bearerToken, password and githubAppID")
        }
        guard values[Self.appKey] == nil || values["githubAppPrivateKey"] != nil else {
            throw KubernetesError(
                .invalid, operation: "read secret \(object.key)",
                message: "githubAppID needs githubAppPrivateKey beside it")
        }
        told = values[Self.appKey].map { _ in values["githubAppBaseURL"].map { "github=\($0)" } ?? "github" }
        self.environment = environment
    }

    /// - Parameter forge: the resource's own word, which comes first.
    func selection(_ forge: String?) throws(ForgeError) -> ForgeSelection {
        let own = try forge.map { (word) throws(ForgeError) in
            try ForgeSelection.Told(word, subject: "spec.publish.forge")
        }
        let secrets = try told.map { (word) throws(ForgeError) in
            try ForgeSelection.Told(word, subject: "githubAppBaseURL")
        }
        return ForgeSelection(told: own ?? secrets, environment: environment)
    }
}

extension String {
    /// A line end that an editor left is no part of a secret.
    var trimmingLineEnd: String { String(reversed().drop(while: \.isNewline).reversed()) }
}
