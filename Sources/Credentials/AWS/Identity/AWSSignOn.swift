import Crypto
import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// IAM Identity Center: the token that `aws sso login` left, traded for a role's keys (SDK reference, "IAM Identity
/// Center credential provider").
struct AWSSignOn: Sendable {
    private static let subject = "AWS IAM Identity Center"

    private struct Token: Decodable {
        let accessToken: String
        let expiresAt: String
    }

    private struct Answer: Decodable { let roleCredentials: AWSCredentials.Answer }

    let profile: AWSProfile
    let settings: AWSSettings
    let http: CloudHTTP

    func credentials() async throws(CredentialError) -> Lease<AWSCredentials?> {
        let session = try session()
        let region = try need("sso_region", session)
        guard ECRHost.isRegion(region) else { throw profile.invalid("has an sso_region that is no region of AWS") }
        let start = try need("sso_start_url", session)
        let token = try token(named: profile["sso_session"] ?? start)
        let query = FormURLEncoding.string([
            ("role_name", try need("sso_role_name", session)), ("account_id", try need("sso_account_id", session)),
        ])
        let url = try AWSEndpoint.signOn(region, settings).url(settings, path: "/federation/credentials?" + query)
        var request = HTTPRequest(.get, url)
        request.secretHeaders["x-amz-sso_bearer_token"] = Secret(token)
        let response = try await http.ask(request, Self.subject)
        if response.status == 401 { throw ended() }
        return try CloudHTTP.read(Answer.self, response, Self.subject).roleCredentials.lease(response, http.clock)
    }

    /// What the profile and its `[sso-session]` say, which must not differ.
    private func session() throws(CredentialError) -> [String: String] {
        guard let name = profile["sso_session"] else { return [:] }
        guard let session = settings.profiles.session(name) else {
            throw profile.invalid("names the sso_session \(name), which AWS' files do not have")
        }
        for (key, value) in session where profile[key] ?? value != value {
            throw profile.invalid("and its sso_session have different values of \(key)")
        }
        return session
    }

    private func need(_ key: String, _ session: [String: String]) throws(CredentialError) -> String {
        if let value = session[key] { return value }
        return try profile.need(key)
    }

    /// - Parameter name: of the session, or in older profiles the start address: the file is named by its hash.
    private func token(named name: String) throws(CredentialError) -> String {
        let hash = Insecure.SHA1.hash(data: Array(name.utf8)).hexadecimal
        let path = (settings.environment["HOME"] ?? "") + "/.aws/sso/cache/\(hash).json"
        guard let bytes = try CloudFile.bytes(path) else { throw ended() }
        guard let token = try? JSONDecoder().decode(Token.self, from: Data(bytes)) else {
            throw CredentialError(.invalidFile, subject: path, message: "holds no token of IAM Identity Center")
        }
        guard let end = CloudTime.seconds(token.expiresAt), end > http.clock.now else { throw ended() }
        return token.accessToken
    }

    private func ended() -> CredentialError {
        CredentialError(
            .cloudRefused, subject: Self.subject,
            message: "there is no session of profile \(profile.name), or it has ended: "
                + "run aws sso login --profile \(profile.name)")
    }
}
