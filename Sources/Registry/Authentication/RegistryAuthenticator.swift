import Credentials
import HTTPTransport
import ImageModel

/// Knows how each registry wants to be asked, and holds the tokens.
///
/// A registry is first asked without anything. Its challenge is remembered, so that later requests bring a token at
/// once. Credentials go to the registry's own endpoint, or to the realm which that endpoint named.
actor RegistryAuthenticator {
    private struct TokenKey: Hashable, Sendable {
        let realm: TokenRealm
        let scopes: [TokenScope]
        let credential: RegistryCredential?
    }

    private let http: any HTTPClient
    private let provider: any CredentialProvider
    private let now: @Sendable () -> ContinuousClock.Instant
    private var schemes: [HTTPOrigin: AuthenticationScheme] = [:]
    private let tokens = SharedWork<TokenKey, BearerToken, RegistryError>(capacity: 10_000) { (try? $0.get()) != nil }
    private let credentials = SharedWork<ImageRepository, KnownCredential, RegistryError>(capacity: 10_000) {
        (try? $0.get()) != nil
    }

    init(
        http: any HTTPClient,
        provider: any CredentialProvider,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.http = http
        self.provider = provider
        self.now = now
    }

    /// What a request should bring along, as far as the registry has said what it wants.
    func authorization(for access: RegistryAccess) async throws(RegistryError) -> Secret? {
        guard let scheme = schemes[access.endpoint.origin] else { return nil }
        return try await authorization(scheme, access, rejected: nil)
    }

    /// What to bring after a refusal with these challenges, or with none where it was shown something.
    ///
    /// - Parameter rejected: what the request had brought: it is not used again.
    func authorization(
        for access: RegistryAccess, challenges: [AuthenticationChallenge], rejected: Secret?
    ) async throws(RegistryError) -> Secret? {
        let told = try AuthenticationScheme(challenges, from: access.endpoint)
        guard let scheme = told ?? (rejected == nil ? nil : schemes[access.endpoint.origin]) else { return nil }
        schemes[access.endpoint.origin] = scheme
        if let rejected { try await replace(rejected, access) }
        return try await authorization(scheme, access, rejected: rejected)
    }

    /// What to bring instead of a credential that was shown as it is; `nil` where it was a token made for this, or there is
    /// no other.
    func renewedAuthorization(
        for access: RegistryAccess, rejected: Secret
    ) async throws(RegistryError) -> Secret? {
        guard let scheme = schemes[access.endpoint.origin], try await isShown(rejected, access) else { return nil }
        try await replace(rejected, access)
        let another = try await authorization(scheme, access, rejected: rejected)
        return another == rejected ? nil : another
    }

    private func isShown(_ secret: Secret, _ access: RegistryAccess) async throws(RegistryError) -> Bool {
        switch try await credential(for: access).credential {
        case .basic(let user, let password): .basic(user: user, password: password) == secret
        case .bearer(let token): .bearer(token) == secret
        case .identityToken, nil: false
        }
    }

    /// Whoever holds the credential may have renewed it since it was last asked for, or may do so now. Where a token was
    /// refused that was made from it, the realm is what tells whether it is still good.
    private func replace(_ rejected: Secret, _ access: RegistryAccess) async throws(RegistryError) {
        if try await isShown(rejected, access), let refused = try await credential(for: access).credential {
            try await renew(refused, access)
        } else {
            await credentials.forget(access.repository)
        }
    }

    /// Has a credential renewed that was refused before its end, by whoever can. What counts is asked for anew then.
    private func renew(_ refused: RegistryCredential, _ access: RegistryAccess) async throws(RegistryError) {
        do throws(CredentialError) {
            if access.endpoint.sendsCredentials {
                _ = try await provider.renewed(refused, for: access.repository)
            }
        } catch {
            if error.code == .cancelled { throw .cancelled }
        }
        await credentials.forget(access.repository)
    }

    /// The credential for a repository, asked for once.
    func credential(for access: RegistryAccess) async throws(RegistryError) -> KnownCredential {
        guard access.endpoint.sendsCredentials else { return .withheld }
        let (provider, repository) = (provider, access.repository)
        return try await credentials.value(for: repository) { () async throws(RegistryError) in
            do throws(CredentialError) {
                return try await provider.credential(for: repository).map(KnownCredential.some) ?? .none
            } catch {
                if error.code == .cancelled { throw .cancelled }
                return .failed(error)
            }
        }
    }

    private func authorization(
        _ scheme: AuthenticationScheme, _ access: RegistryAccess, rejected: Secret?
    ) async throws(RegistryError) -> Secret? {
        let known = try await credential(for: access)
        switch (scheme, known.credential) {
        case (_, .bearer(let token)): return .bearer(token)
        case (.basic, .basic(let username, let password)): return .basic(user: username, password: password)
        case (.basic, .identityToken), (.basic, nil): return nil
        case (.bearer(let realm), let credential):
            do throws(RegistryError) {
                return try await token(realm, credential, access, rejected: rejected)
            } catch {
                guard error.code == .unauthorized, let refused = credential else { throw error }
                try await renew(refused, access)
                let another = try await self.credential(for: access).credential
                guard let another, another != refused else { throw error }
                return try await token(realm, another, access, rejected: rejected)
            }
        }
    }

    private func token(
        _ realm: TokenRealm, _ credential: RegistryCredential?, _ access: RegistryAccess, rejected: Secret?
    ) async throws(RegistryError) -> Secret {
        let key = TokenKey(realm: realm, scopes: access.scopes, credential: credential)
        let service = TokenService(http: http, realm: realm, scopes: access.scopes, credential: credential)
        let now = now
        let holds: @Sendable (BearerToken) -> Bool = { now() < $0.renewal && Secret.bearer($0.value) != rejected }
        let token = try await tokens.value(for: key, while: holds) { () async throws(RegistryError) in
            try await self.fetch(service, access)
        }
        return .bearer(token.value)
    }

    private func fetch(_ service: TokenService, _ access: RegistryAccess) async throws(RegistryError) -> BearerToken {
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await service.ask()
        } catch {
            throw RegistryError(error, subject: access.subject)
        }
        let received = now()
        guard response.isSuccess else { throw try await refusal(response, access) }
        guard let token = BearerToken(response.body, received: received) else {
            throw RegistryError(
                .invalidAnswer, reason: .registryUnavailable, subject: access.subject,
                message: "the token service of \(access.endpoint.host) at \(service.realm.url.redacted) "
                    + "answered without a token", status: response.status
            )
        }
        return token
    }

    /// gcr.io denies at its token service with 403, GHCR with 401, OAuth2 services with 400.
    private func refusal(
        _ response: HTTPResponse, _ access: RegistryAccess
    ) async throws(RegistryError) -> RegistryError {
        guard (400...403).contains(response.status) else {
            return RegistryError(response, access: access, missing: .tokenService)
        }
        return .unauthorized(response, access: access, known: try await credential(for: access))
    }
}
