import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A token and until when it is used.
struct BearerToken: Sendable, Hashable {
    let value: Secret
    /// Some time before the token expires, so that no request meets its end.
    let renewal: ContinuousClock.Instant

    /// Reads a token service's answer (distribution, "Token Authentication Specification"). `issued_at` is left
    /// alone: clocks differ, so the life is counted from when the answer came.
    ///
    /// - Returns: `nil` where there is no token that could stand in a header.
    init?(_ body: [UInt8], received: ContinuousClock.Instant) {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)),
            let token = [answer.token, answer.accessToken].compactMap(\.self).first(where: { !$0.isEmpty }),
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        value = Secret(token)
        let life = min(max(answer.expiresIn ?? 60, 1), 86_400)
        renewal = received + .seconds(life - min(30, life / 4))
    }

    private struct Answer: Decodable {
        let token: String?
        let accessToken: String?
        let expiresIn: Double?

        enum CodingKeys: String, CodingKey {
            case token
            case accessToken = "access_token"
            case expiresIn = "expires_in"
        }
    }
}
