import HTTPTransport
package import ImageModel

/// Application default credentials: the file that `GOOGLE_APPLICATION_CREDENTIALS` names, gcloud's own, then the
/// metadata server (google.aip.dev/auth/4110).
package struct GoogleCredentials: CredentialProvider {
    private static let user = "oauth2accesstoken"

    private let environment: [String: String]
    private let http: CloudHTTP
    private let tokens = SharedWork<String, Lease<RegistryCredential?>, CredentialError>(keeping: {
        (try? $0.get()) != nil
    })

    package init(environment: [String: String], http: CloudHTTP) {
        self.environment = environment
        self.http = http
    }

    package func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
        guard GoogleHost.matches(repository.host) else { return nil }
        return try await tokens.value(
            for: "google", while: { $0.holds() }, { () async throws(CredentialError) in try await fetch() }
        ).value
    }

    private func fetch() async throws(CredentialError) -> Lease<RegistryCredential?> {
        guard let token = try await token() else { return Lease(nil, seconds: nil) }
        let credential = RegistryCredential.basic(username: Self.user, password: Secret(token.accessToken))
        return Lease(credential, seconds: token.expiresIn)
    }

    private func token() async throws(CredentialError) -> GoogleToken? {
        if let path = environment.setting("GOOGLE_APPLICATION_CREDENTIALS") {
            guard let bytes = try CloudFile.bytes(path) else {
                throw CredentialError(
                    .unreadableFile, subject: path,
                    message: "GOOGLE_APPLICATION_CREDENTIALS names this file, and it is not there")
            }
            return try await GoogleKeyFile(bytes, path: path).token(http)
        }
        let folder =
            environment.setting("CLOUDSDK_CONFIG") ?? environment.setting("HOME").map { $0 + "/.config/gcloud" }
        if let path = folder.map({ $0 + "/application_default_credentials.json" }),
            let bytes = try CloudFile.bytes(path)
        {
            return try await GoogleKeyFile(bytes, path: path).token(http)
        }
        return try await GoogleMetadata(host: environment.setting("GCE_METADATA_HOST")).token(http)
    }
}
