import Crypto
import Reconciliation

/// What the dashboard says.
struct DashboardAnswer: Sendable {
    let status: Int
    let contentType: String
    let body: [UInt8]
    /// The header `ETag`; `nil` for what is not to be kept.
    var tag: String?
    /// The header `Allow`.
    var allowed: String?
    /// Seconds for which a browser need not ask again.
    var freshness = 0

    static func page(_ html: HTML, status: Int = 200) -> DashboardAnswer {
        DashboardAnswer(status: status, contentType: "text/html; charset=utf-8", body: html.bytes)
    }

    /// Every answer's headers: it is shown in no frame, runs nothing, loads nothing but its own style, and tells no other
    /// site where somebody came from.
    var headers: [(name: String, value: String)] {
        var headers = [
            ("Content-Type", contentType), ("Content-Security-Policy", Self.policy),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
            ("Cache-Control", freshness > 0 ? "private, max-age=\(freshness)" : "private, no-cache"),
        ]
        if let tag { headers.append(("ETag", tag)) }
        if let allowed { headers.append(("Allow", allowed)) }
        return headers
    }

    private static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// With a tag for what is in it; without its body where that is known.
    func tagged(known: String?) -> DashboardAnswer {
        guard status == 200 else { return self }
        var answer = self
        let hash = SHA256.hash(data: body).prefix(12).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        let tag = "\"\(hash.joined())\""
        answer.tag = tag
        let isKnown = known?.split(separator: ",").contains { part in
            let name = part.drop { $0 == " " }
            return name == "*" || (name.hasPrefix("W/") ? name.dropFirst(2) : name) == tag
        }
        guard isKnown == true else { return answer }
        var short = DashboardAnswer(status: 304, contentType: contentType, body: [], tag: tag)
        short.freshness = freshness
        return short
    }
}
