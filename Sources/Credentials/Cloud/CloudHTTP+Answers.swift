import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension CloudHTTP {
    /// Clouds write `access_token`, `accessToken` and `AccessToken`: all are `accessToken` here.
    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { Key($0.last?.stringValue ?? "") }
        return decoder
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) {
            let words = name.split(separator: "_")
            let first = words.first.map { $0.prefix(1).lowercased() + $0.dropFirst() } ?? name
            stringValue = words.dropFirst().reduce(first) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
        }

        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    /// What an answer holds. Neither its words nor the decoder's are shown, as they may quote a secret.
    static func read<Answer: Decodable>(
        _ type: Answer.Type, _ response: HTTPResponse, _ subject: String
    ) throws(CredentialError) -> Answer {
        guard response.isSuccess else { throw refusal(response, subject) }
        guard let answer = try? decoder.decode(type, from: Data(response.body)) else {
            throw CredentialError(
                .invalidAnswer, subject: subject,
                message: "answered \(response.status) with something else than a token")
        }
        return answer
    }

    static func refusal(_ response: HTTPResponse, _ subject: String) -> CredentialError {
        CredentialError(
            .cloudRefused, subject: subject,
            message: "refused with status \(response.status): check that this identity exists and may do this")
    }
}
