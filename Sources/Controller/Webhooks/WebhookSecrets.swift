import Crypto
import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The secrets of webhooks: a directory with a file for each sender, as a mounted Secret has it. It is read for each
/// delivery, so that a new secret counts at once; of several lines each is a secret, so that one can follow another.
struct WebhookSecrets: Sendable {
    private static let limit = 16 << 10

    let directory: String

    /// Whether the sender is set up.
    func knows(_ sender: WebhookSender) -> Bool { !lines(of: sender.rawValue).isEmpty }

    /// None where the sender is not set up.
    func secrets(of sender: WebhookSender) -> [Secret] {
        lines(of: sender.rawValue).map { Secret($0.filter { !$0.isWhitespace }) }
    }

    /// For senders that show a token: each line has an audience and the address of the one who is believed.
    func subscriptions(of sender: WebhookSender) -> [IdentityTokens.Subscription] {
        lines(of: sender.rawValue).compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            return words.count == 2 ? IdentityTokens.Subscription(audience: words[0], email: words[1]) : nil
        }
    }

    /// Keys that tokens are checked with, in a file `SENDER.jwks`; `nil` where they are to be fetched.
    func keys(of sender: WebhookSender) -> [UInt8]? { contents(of: "\(sender.rawValue).jwks") }

    private func lines(of name: String) -> [String] {
        String(decoding: contents(of: name) ?? [], as: UTF8.self).split(whereSeparator: \.isNewline)
            .map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    private func contents(of name: String) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: "\(directory)/\(name)"), data.count <= Self.limit
        else { return nil }
        return Array(data)
    }
}

extension WebhookSender {
    /// Whether a delivery is the sender's. It takes as long for a wrong secret as for a right one.
    ///
    /// - Parameters:
    ///   - header: a header's value by its name.
    ///   - path: what stands after the sender's name in the path.
    func accepts(
        _ body: [UInt8], header: (String) -> String?, path: String?, secrets: [Secret]
    ) -> Bool {
        switch authentication {
        case .signature(let name, let prefix):
            guard let value = header(name), value.hasPrefix(prefix),
                let code = Self.bytes(hex: value.dropFirst(prefix.count))
            else { return false }
            return secrets.contains { secret in
                let key = SymmetricKey(data: Array(secret.reveal().utf8))
                return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key)
            }
        case .token(let name):
            guard var value = header(name) else { return false }
            if value.hasPrefix("Bearer ") { value = String(value.dropFirst(7)) }
            return Self.matches(value, secrets)
        case .path: return path.map { Self.matches($0, secrets) } ?? false
        // That is asked of ``IdentityTokens``.
        case .identityToken: return false
        }
    }

    /// Hashes are compared in constant time, and have one length.
    private static func matches(_ value: String, _ secrets: [Secret]) -> Bool {
        let given = SHA256.hash(data: Array(value.utf8))
        return secrets.reduce(false) { found, secret in
            let isSame = SHA256.hash(data: Array(secret.reveal().utf8)) == given
            return isSame || found
        }
    }

    private static func bytes(hex: Substring) -> [UInt8]? {
        guard hex.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var rest = hex
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16), rest.first != "+", rest.first != "-" else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
