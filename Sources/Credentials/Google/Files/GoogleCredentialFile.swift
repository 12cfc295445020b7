import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A credential file of Google's: `service_account`, `authorized_user`, `external_account`,
/// `external_account_authorized_user` or `impersonated_service_account`.
struct GoogleCredentialFile: Sendable {
    let path: String
    let environment: [String: String]
    private let content: GoogleFileContent
    private let impersonated: GoogleFileContent.Impersonated?

    init(_ bytes: [UInt8], path: String, environment: [String: String] = [:]) throws(CredentialError) {
        self.path = path
        self.environment = environment
        let data = Data(bytes)
        impersonated = try? CloudHTTP.decoder.decode(GoogleFileContent.Impersonated.self, from: data)
        guard
            let content = impersonated?.sourceCredentials
                ?? (try? CloudHTTP.decoder.decode(GoogleFileContent.self, from: data))
        else {
            throw CredentialError(.invalidFile, subject: path, message: "this is no credential file of Google")
        }
        self.content = content
    }

    func token(_ http: CloudHTTP) async throws(CredentialError) -> Lease<Secret> {
        guard let impersonation = try impersonation() else { return try await token(GoogleToken.scope, http).lease }
        let token = try await token(GoogleToken.impersonationScope, http)
        return try await impersonation.token(token, http)
    }

    private func impersonation() throws(CredentialError) -> GoogleImpersonation? {
        if let impersonated {
            return GoogleImpersonation(
                url: try url(impersonated.serviceAccountImpersonationUrl), delegates: impersonated.delegates ?? [])
        }
        guard content.type == "external_account", let url = content.serviceAccountImpersonationUrl else { return nil }
        return GoogleImpersonation(
            url: try self.url(url), seconds: content.serviceAccountImpersonation?.tokenLifetimeSeconds ?? 3600)
    }

    private func token(_ scope: String, _ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        switch content.type {
        case "service_account": try await GoogleServiceAccount(content, self).token(scope, http)
        case "authorized_user": try await GoogleUser(content, self).token(http)
        case "external_account_authorized_user": try await GoogleUser(content, self).workforceToken(http)
        case "external_account": try await GoogleFederation(content, self).token(scope, http)
        default: throw invalid("its type is not one that is known here")
        }
    }

    func url(_ text: String) throws(CredentialError) -> URL { try CloudHTTP.url(text, setting: path) }

    func need<Value>(_ value: Value?, _ name: String) throws(CredentialError) -> Value {
        guard let value, (value as? String)?.isEmpty != true else { throw invalid("it has no \(name)") }
        return value
    }

    func invalid(_ what: String) -> CredentialError {
        CredentialError(.invalidFile, subject: path, message: "this credential file cannot be used: \(what)")
    }
}
