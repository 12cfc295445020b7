import HTTPTransport

/// Whether a metadata server is here: found out once, in less than a second, however many registries want to know.
struct MetadataPresence: Sendable {
    /// The connection included.
    static let limit: Duration = .milliseconds(900)

    private let known = Leases<String, Bool>()

    /// - Parameter recognises: whether the answer is that of the cloud in question.
    func isHere(
        _ probe: HTTPRequest, _ subject: String, _ http: CloudHTTP,
        _ recognises: @escaping @Sendable (HTTPResponse) -> Bool
    ) async throws(CredentialError) -> Bool {
        try await known.value(for: subject) { () async throws(CredentialError) in
            let response = try await http.askMetadata(probe, subject, within: Self.limit)
            return Lease(response.map(recognises) ?? false, seconds: 750)
        }
    }
}
