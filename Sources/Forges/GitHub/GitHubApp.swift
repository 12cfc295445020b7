import Credentials
import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An app's installation as an identity (docs.github.com, "Authenticating as a GitHub App installation"): a JWT that its
/// key signs is traded for a token of the repository, which is renewed before its hour is over.
final class GitHubApp: Sendable {
    private let id: String
    private let installation: String?
    private let keyFile: String
    private let key: Secret
    private let repository: ForgeRepository
    private let http: any HTTPClient
    private let tokens: GitHubAppTokens
    private let now: @Sendable () -> Date

    /// - Returns: `nil` where the environment names no app.
    /// - Throws: `.invalidSetting` where it names half of one.
    init?(
        _ environment: [String: String], _ repository: ForgeRepository, _ http: any HTTPClient,
        _ tokens: GitHubAppTokens = GitHubAppTokens(), now: @escaping @Sendable () -> Date = { Date() }
    ) throws(ForgeError) {
        func setting(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard let id = setting("PINNACE_GITHUB_APP_ID") else { return nil }
        (keyFile, key) = try Self.key(setting)
        self.id = id
        installation = setting("PINNACE_GITHUB_APP_INSTALLATION_ID")
        self.repository = repository
        self.http = http
        self.tokens = tokens
        self.now = now
    }

    /// The private key, and where it was found.
    private static func key(_ setting: (String) -> String?) throws(ForgeError) -> (place: String, key: Secret) {
        let (own, file) = ("PINNACE_GITHUB_APP_KEY", "PINNACE_GITHUB_APP_KEY_FILE")
        if let text = setting(own) { return (own, Secret(text)) }
        guard let path = setting(file) else {
            throw ForgeError(
                .invalidSetting, subject: file,
                "an app needs its private key: name the PEM file here, or put what is in it into \(own)")
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ForgeError(.invalidSetting, subject: path, "the app's private key cannot be read")
        }
        return (path, Secret(String(decoding: bytes, as: UTF8.self)))
    }

    func header() async throws(ForgeError) -> ForgeAuthorization.Header {
        ForgeAuthorization.Header("Authorization", .bearer(try await token()))
    }

    /// One that is good for some minutes at least.
    func token() async throws(ForgeError) -> Secret {
        let now = now()
        if let token = tokens.token(tokenKey, at: now) { return token }
        let fresh = try await trade(at: now)
        tokens.keep(fresh, for: tokenKey, at: now)
        return fresh.value
    }

    /// - Returns: whether there will be another.
    func forget(_ token: Secret) -> Bool { tokens.forget(tokenKey) { $0 == token } }

    func forget(_ header: ForgeAuthorization.Header) -> Bool { tokens.forget(tokenKey) { .bearer($0) == header.value } }

    private var tokenKey: GitHubAppTokens.Key {
        GitHubAppTokens.Key(app: id, installation: installation, key: key, repository: repository)
    }

    private func trade(at now: Date) async throws(ForgeError) -> GitHubAppTokens.Token {
        struct Installation: Decodable, Sendable { let id: Int }
        struct Token: Decodable, Sendable {
            let token: String
            let expiresAt: String
        }
        struct Body: Encodable { let repositories: [String] }
        let api = try api(at: now)
        var number = installation
        if number == nil {
            let path = "/repos/" + repository.path.map(ForgeAPI.segment).joined(separator: "/") + "/installation"
            number = String(try await api.get(path, as: Installation.self).id)
        }
        let path = "/app/installations/\(ForgeAPI.segment(number ?? ""))/access_tokens"
        let body = Body(repositories: Array(repository.path.suffix(1)))
        let answer = try await api.send(.post, path, body, as: Token.self)
        let end = try? Date(answer.expiresAt, strategy: .iso8601)
        return GitHubAppTokens.Token(value: Secret(answer.token), end: end ?? now.addingTimeInterval(600))
    }

    /// The token's clock may be ahead of GitHub's, and may not be longer than ten minutes.
    private func api(at now: Date) throws(ForgeError) -> ForgeAPI {
        struct Header: Encodable {
            let alg = "RS256"
            let typ = "JWT"
        }
        struct Claims: Encodable {
            let iat, exp: Int
            let iss: String
        }
        let second = Int(now.timeIntervalSince1970)
        let claims = Claims(iat: second - 60, exp: second + 540, iss: id)
        let text: String
        do throws(CredentialError) {
            text = try SignedToken.text(header: Header(), claims: claims, key: key, subject: keyFile)
        } catch {
            throw ForgeError(.invalidSetting, subject: error.subject, "the app's private key is not an RSA key in PEM")
        }
        var api = ForgeAPI(
            http: http, base: repository.api, authorization: .bearer(Secret(text)), subject: repository.name)
        api.headers = GitHubForge.headers
        return api
    }
}
