import HTTPTransport

/// Application default credentials: the file that `GOOGLE_APPLICATION_CREDENTIALS` names, gcloud's own, then the
/// metadata server (google.aip.dev/auth/4110).
struct GoogleCloud: CloudProvider {
    /// All of Google's registries take the same token.
    struct Registry: Hashable, Sendable {}

    private static let user = "oauth2accesstoken"

    private let environment: [String: String]
    private let http: CloudHTTP
    private let metadata: GoogleMetadata

    init(environment: [String: String], http: CloudHTTP, metadata: GoogleMetadata? = nil) {
        self.environment = environment
        self.http = http
        self.metadata = metadata ?? GoogleMetadata(host: environment.setting("GCE_METADATA_HOST"))
    }

    func registry(_ host: String) -> Registry? { GoogleHost.matches(host) ? Registry() : nil }

    func lease(for registry: Registry) async throws(CredentialError) -> Lease<RegistryCredential?> {
        guard let token = try await token() else { return .nothing() }
        return token.map { .basic(username: Self.user, password: $0) }
    }

    private func token() async throws(CredentialError) -> Lease<Secret>? {
        if let path = environment.setting("GOOGLE_APPLICATION_CREDENTIALS") {
            guard let file = try file(path) else {
                throw CredentialError(
                    .unreadableFile, subject: path,
                    message: "GOOGLE_APPLICATION_CREDENTIALS names this file, and it is not there")
            }
            return try await file.token(http)
        }
        let folder =
            environment.setting("CLOUDSDK_CONFIG") ?? environment.setting("HOME").map { $0 + "/.config/gcloud" }
        if let folder, let file = try file(folder + "/application_default_credentials.json") {
            return try await file.token(http)
        }
        return try await metadata.token(http)?.lease
    }

    private func file(_ path: String) throws(CredentialError) -> GoogleCredentialFile? {
        guard let bytes = try CloudFile.bytes(path) else { return nil }
        return try GoogleCredentialFile(bytes, path: path, environment: environment)
    }
}
