import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `{"errors":[{"code","message","detail"}]}` (distribution-spec, "Error Codes"), or the plain text that also occurs.
struct RegistryErrorBody: Hashable, Sendable {
    /// Upper-case code, as in `MANIFEST_UNKNOWN`.
    let code: String?
    let text: String?

    init(_ body: [UInt8]) {
        if let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)), let first = answer.errors.first {
            code = first.code?.printable(limit: 60).uppercased()
            text = first.message?.printable()
        } else if let answer = try? JSONDecoder().decode(TokenAnswer.self, from: Data(body)) {
            code = answer.error?.printable(limit: 60).uppercased()
            text = (answer.description ?? answer.details ?? answer.message)?.printable()
        } else {
            let plain = String(decoding: body.prefix(2000), as: UTF8.self).printable()
            code = nil
            text = plain.isEmpty || plain.first == "<" || plain.first == "{" ? nil : plain
        }
    }

    /// `CODE: text`, as far as there is any.
    var detail: String? {
        let parts = [code, text].compactMap(\.self).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ": ")
    }

    private struct Answer: Decodable {
        struct Entry: Decodable {
            let code: String?
            let message: String?
        }
        let errors: [Entry]
    }

    /// What token services say: RFC 6749, section 5.2, Docker Hub's `details`, or a lone `message`.
    private struct TokenAnswer: Decodable {
        let error: String?
        let description: String?
        let details: String?
        let message: String?

        enum CodingKeys: String, CodingKey {
            case error, details, message
            case description = "error_description"
        }
    }
}
