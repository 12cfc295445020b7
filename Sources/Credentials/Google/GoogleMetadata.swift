import HTTPTransport

/// The metadata server of Compute Engine, GKE and Cloud Run (cloud.google.com/compute/docs/metadata).
struct GoogleMetadata: Sendable {
    private static let subject = "Google metadata server"
    private static let path = "/computeMetadata/v1/instance/service-accounts/default/token"

    /// `host` or `host:port`, as `GCE_METADATA_HOST` says.
    let host: String?

    /// - Returns: `nil` where there is none, or where this machine has no service account.
    func token(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken? {
        let url = try CloudHTTP.metadataURL(
            "http://\(host ?? "metadata.google.internal")\(Self.path)", setting: "GCE_METADATA_HOST")
        let request = HTTPRequest(.get, url, headers: ["Metadata-Flavor": "Google"])
        guard let response = try await http.askMetadata(request, Self.subject), response.status != 404 else {
            return nil
        }
        // Another cloud's server, or a captive portal, does not say this.
        guard response.headers["Metadata-Flavor"] == "Google" else { return nil }
        return try CloudHTTP.read(GoogleToken.self, response, Self.subject)
    }
}
