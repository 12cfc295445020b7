import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A machine outside of Azure with Arc's agent: it names a file that only this machine's administrators can read
/// (learn.microsoft.com, "Authenticate against Azure resources with Azure Arc-enabled servers").
struct AzureArc: Sendable {
    private static let maximumKeyBytes = 4096

    let http: CloudHTTP
    /// The folder that the agent keeps its keys in; no other file is read, whatever the answer names.
    let keys: String

    func token(_ url: URL) async throws(CredentialError) -> Lease<Secret?> {
        var request = HTTPRequest(.get, url, headers: ["Metadata": "true"])
        let challenge = try await ask(request)
        guard challenge.status == 401, let path = Self.realm(challenge.headers["WWW-Authenticate"]) else {
            throw invalid("asked for no key file")
        }
        request.authorization = Secret("Basic " + (try key(path)))
        let response = try await ask(request)
        return try CloudHTTP.read(AzureToken.self, response, AzureManagedIdentity.subject).lease(response, http.clock)
    }

    private func ask(_ request: HTTPRequest) async throws(CredentialError) -> HTTPResponse {
        guard let response = try await http.askMetadata(request, AzureManagedIdentity.subject) else {
            throw CredentialError(.cloudUnreachable, subject: AzureManagedIdentity.subject, message: "did not answer")
        }
        return response
    }

    private func key(_ path: String) throws(CredentialError) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        guard path == "\(keys)/\(name)", name.hasSuffix(".key"), name != ".key" else {
            throw invalid("named a key file that is not in \(keys)")
        }
        guard let bytes = try CloudFile.bytes(path), bytes.count <= Self.maximumKeyBytes else {
            throw invalid("named a key file that is not there, or is too large")
        }
        return try CloudFile.token(path)
    }

    /// `Basic realm=/var/opt/azcmagent/tokens/x.key`.
    private static func realm(_ header: String?) -> String? {
        guard let header, header.lowercased().hasPrefix("basic realm=") else { return nil }
        return header.dropFirst("basic realm=".count).filter { $0 != "\"" }
    }

    private func invalid(_ message: String) -> CredentialError {
        CredentialError(.invalidAnswer, subject: AzureManagedIdentity.subject, message: "of Arc: the agent " + message)
    }
}
