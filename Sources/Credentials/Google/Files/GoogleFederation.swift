import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Workload identity federation: an outside identity's token, traded for Google's (RFC 8693 as google.aip.dev/auth/4117
/// uses it).
struct GoogleFederation: Sendable {
    private struct Options: Encodable { let userProject: String }

    private let content: GoogleFileContent
    private let file: GoogleCredentialFile

    init(_ content: GoogleFileContent, _ file: GoogleCredentialFile) {
        self.content = content
        self.file = file
    }

    func token(_ scope: String, _ http: CloudHTTP) async throws(CredentialError) -> GoogleToken {
        let source = GoogleSubjectToken(content, try file.need(content.credentialSource, "credential_source"), file)
        var form: [(name: String, value: String)] = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("audience", try file.need(content.audience, "audience")),
            ("scope", scope),
            ("requested_token_type", "urn:ietf:params:oauth:token-type:access_token"),
            ("subject_token", try await source.token(http)),
            ("subject_token_type", try file.need(content.subjectTokenType, "subject_token_type")),
        ]
        // A client by itself says whose project it is.
        if content.clientId == nil, let options = options() { form.append(("options", options)) }
        var request = CloudHTTP.form(form, to: try file.url(content.tokenUrl ?? GoogleTokenService.federation))
        request.authorization = GoogleTokenService.authorization(content)
        return try await GoogleTokenService.token(request, http)
    }

    /// As `application/x-www-form-urlencoded` once more, within the form's own.
    private func options() -> String? {
        guard let project = content.workforcePoolUserProject,
            let json = try? JSONEncoder().encode(Options(userProject: project))
        else { return nil }
        return String(FormURLEncoding.string([("o", String(decoding: json, as: UTF8.self))]).dropFirst(2))
    }
}
