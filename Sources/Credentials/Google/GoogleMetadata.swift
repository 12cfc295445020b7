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

    /// What the firmware calls the machine, on Linux.
    private static let machine = "/sys/class/dmi/id/product_name"

    /// `host` or `host:port`, as `GCE_METADATA_HOST` says.
    private let host: String?
    private let machine: String
    private let presence = MetadataPresence()

    /// - Parameter machine: the file that says what machine this is.
    init(host: String?, machine: String = Self.machine) {
        self.host = host
        self.machine = machine
    }

    /// - Returns: `nil` where there is none, or where this machine has no service account.
    func token(_ http: CloudHTTP) async throws(CredentialError) -> GoogleToken? {
        // Another cloud's server, or a captive portal, does not answer so.
        let isGoogle: @Sendable (HTTPResponse) -> Bool = { $0.headers["Metadata-Flavor"] == "Google" }
        // GKE's server takes seconds to answer a new pod: on a machine of Google's it is there, and waited for.
        let isSure = isGoogleMachine
        guard isSure ? true : try await presence.isHere(try request("/"), Self.subject, http, isGoogle) else {
            return nil
        }
        let response = try await http.askMetadata(
            try request(Self.path), Self.subject, within: .seconds(isSure ? 15 : 5), attempts: isSure ? 6 : 3)
        guard let response else {
            throw CredentialError(.cloudUnreachable, subject: Self.subject, message: "did not answer")
        }
        guard response.status != 404, isGoogle(response) else { return nil }
        return try CloudHTTP.read(GoogleToken.self, response, Self.subject)
    }

    private var isGoogleMachine: Bool {
        let name = (try? CloudFile.bytes(machine)) ?? []
        return String(decoding: name, as: UTF8.self).hasPrefix("Google")
    }

    private func request(_ path: String) throws(CredentialError) -> HTTPRequest {
        let url = try MetadataAddress.url(
            "http://\(host ?? "metadata.google.internal")\(path)", setting: "GCE_METADATA_HOST")
        return HTTPRequest(.get, url, headers: ["Metadata-Flavor": "Google"])
    }
}
