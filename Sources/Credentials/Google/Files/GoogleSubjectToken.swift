import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The token of an outside identity, from a file, a URL, a program or AWS (`credential_source`).
struct GoogleSubjectToken: Sendable {
    private let content: GoogleFileContent
    private let source: GoogleFileContent.Source
    private let file: GoogleCredentialFile

    init(_ content: GoogleFileContent, _ source: GoogleFileContent.Source, _ file: GoogleCredentialFile) {
        self.content = content
        self.source = source
        self.file = file
    }

    func token(_ http: CloudHTTP) async throws(CredentialError) -> String {
        if source.environmentId != nil { return try await GoogleAmazonToken(content, source, file).token(http) }
        if let executable = source.executable {
            return try await GoogleExecutable(executable, content, file).token(now: http.clock.now)
        }
        if let path = source.file {
            guard isJSON else { return try CloudFile.token(path) }
            return try field(try CloudFile.bytes(path) ?? [])
        }
        let body = try await answer(try file.need(source.url, "credential_source.file, url or executable"), http)
        return isJSON ? try field(body) : String(decoding: body, as: UTF8.self).filter { !$0.isWhitespace }
    }

    private var isJSON: Bool { source.format?.type == "json" }

    private func field(_ bytes: [UInt8]) throws(CredentialError) -> String {
        let table = try? JSONDecoder().decode([String: JSONText].self, from: Data(bytes))
        guard let text = table?[source.format?.subjectTokenFieldName ?? "access_token"]?.text else {
            throw file.invalid("its credential_source gave no token in the field that it names")
        }
        return text
    }

    private func answer(_ address: String, _ http: CloudHTTP) async throws(CredentialError) -> [UInt8] {
        var request = HTTPRequest(.get, try file.url(address))
        for (name, value) in source.headers ?? [:] { request.secretHeaders[name] = Secret(value) }
        let isMetadata = (try? MetadataAddress.url(address, setting: file.path)) != nil
        let response =
            isMetadata ? try await http.askMetadata(request, file.path) : try await http.ask(request, file.path)
        guard let response else {
            throw CredentialError(
                .cloudUnreachable, subject: file.path, message: "its credential_source did not answer")
        }
        guard response.isSuccess else { throw CloudHTTP.refusal(response, file.path) }
        return response.body
    }
}

/// A JSON value of which only a string matters.
private struct JSONText: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
    }
}
