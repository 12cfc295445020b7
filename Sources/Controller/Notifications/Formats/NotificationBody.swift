import Crypto
import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A notice as a receiver gets it.
struct NotificationBody {
    let bytes: [UInt8]
    let headers: HTTPHeaders

    /// - Parameters:
    ///   - reporter: the controller's and this replica's name.
    init(
        _ notice: Notice, as type: NotificationType, token: Secret?, reporter: (controller: String, instance: String)
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let id = Self.id(notice)
        bytes =
            switch type {
            case .webhook: Array(try encoder.encode(WebhookNotification(notice, id: id)))
            case .slack: Array(try encoder.encode(SlackMessage(notice)))
            case .flux: Array(try encoder.encode(FluxEvent(notice, reporter)))
            }
        var headers: HTTPHeaders = ["Content-Type": "application/json"]
        if type == .webhook {
            headers["X-Pinnace-Event"] = notice.event.rawValue
            headers["X-Pinnace-Delivery"] = id
        }
        if type == .flux { headers["Gotk-Component"] = reporter.controller }
        if let token, type != .slack { headers["X-Signature"] = Self.signature(bytes, token) }
        self.headers = headers
    }

    /// The same for each attempt and each replica, so that a receiver can tell what it has already.
    static func id(_ notice: Notice) -> String {
        var hash = SHA256()
        for word in notice.sameness + ["\(Int(notice.time.timeIntervalSince1970))"] {
            hash.update(data: Array("\(word)\0".utf8))
        }
        return hex(hash.finalize().prefix(16))
    }

    /// `sha256=` and the hexadecimal HMAC-SHA256 of the body, as Flux's `generic-hmac` provider signs.
    static func signature(_ bytes: [UInt8], _ token: Secret) -> String {
        let key = SymmetricKey(data: Array(token.reveal().utf8))
        return "sha256=" + hex(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
