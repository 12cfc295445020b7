import Credentials
import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Trades a credential for a token at the realm that a registry named.
struct TokenService: Sendable {
    private static let clientID = "pinnace"
    private static let maximumBodyBytes = 64 << 10

    let http: any HTTPClient
    let realm: TokenRealm
    let scopes: [TokenScope]
    let credential: RegistryCredential?

    /// The answer, whatever its status.
    func ask() async throws(HTTPError) -> HTTPResponse {
        guard case .identityToken(let token) = credential else { return try await get() }
        let response = try await post(token)
        // A service that knows no OAuth2 (distribution, "Token Authentication Specification").
        return response.status == 404 || response.status == 405 ? try await get() : response
    }

    private func get() async throws(HTTPError) -> HTTPResponse {
        let address = realm.url.absoluteString
        let query = FormURLEncoding.string(service + scopes.map { ("scope", $0.description) })
        guard let url = URL(string: address + (address.contains("?") ? "&" : "?") + query) else {
            throw HTTPError(.invalidRequest, url: realm.url.redacted, message: "the realm makes no address")
        }
        var request = HTTPRequest(.get, url, options: options)
        switch credential {
        case .basic(let username, let password):
            request.authorization = .basic(user: username, password: password)
        case .identityToken(let token): request.authorization = .basic(user: "<token>", password: token)
        case .bearer, nil: break
        }
        return try await http.send(request)
    }

    private func post(_ token: Secret) async throws(HTTPError) -> HTTPResponse {
        var fields: [(name: String, value: String)] = [("grant_type", "refresh_token")]
        fields += service
        fields.append(("client_id", Self.clientID))
        fields.append(("scope", scopes.map(\.description).joined(separator: " ")))
        fields.append(("refresh_token", token.reveal()))
        var request = HTTPRequest(.post, realm.url, body: FormURLEncoding.body(fields), options: options)
        request.headers["Content-Type"] = FormURLEncoding.contentType
        // The body is the secret here: it must not follow anybody elsewhere.
        request.options.redirects = .refuse
        return try await http.send(request)
    }

    private var service: [(name: String, value: String)] {
        realm.service.map { [("service", $0)] } ?? []
    }

    private var options: HTTPRequestOptions {
        var options = HTTPRequestOptions()
        options.maximumBodyBytes = Self.maximumBodyBytes
        options.untrustedURL = true
        options.urlSource = realm.source
        return options
    }
}
