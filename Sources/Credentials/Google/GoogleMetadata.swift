import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The metadata server of Compute Engine, GKE and Cloud Run (cloud.google.com/compute/docs/metadata).
struct GoogleMetadata: Sendable {
    private static let subject = "Google metadata server"
    private static let path = "/computeMetadata/v1/instance/service-accounts/default/token"

    /// `host` or `host:port`, as `GCE_METADATA_HOST` says.
    private let host: String?
    private let presence = MetadataPresence()

    init(host: String?) {
        self.host = host
    }

    /// - Returns: `nil` where there is none, or where this machine has no service account.
    func token(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken? {
        // Another cloud's server, or a captive portal, does not answer so.
        let isGoogle: @Sendable (HTTPResponse) -> Bool = { $0.headers["Metadata-Flavor"] == "Google" }
        guard try await presence.isHere(try request("/"), Self.subject, http, isGoogle) else { return nil }
        // GKE's server can take seconds for a new pod.
        guard let response = try await http.askMetadata(try request(Self.path), Self.subject, attempts: 3) else {
            throw CredentialError(.cloudUnreachable, subject: Self.subject, message: "did not answer")
        }
        guard response.status != 404, isGoogle(response) else { return nil }
        return try CloudHTTP.read(GoogleToken.self, response, Self.subject)
    }

    private func request(_ path: String) throws(CredentialError) -> HTTPRequest {
        let url = try MetadataAddress.url(
            "http://\(host ?? "metadata.google.internal")\(path)", setting: "GCE_METADATA_HOST")
        return HTTPRequest(.get, url, headers: ["Metadata-Flavor": "Google"])
    }
}
