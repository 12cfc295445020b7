import Crypto
import Manifests
import Planning

/// What tells one offer from another: the places and the moves, not the commit that they were planned on.
package struct ChangeFingerprint: Hashable, Sendable {
    /// Sixteen hexadecimal digits.
    package let text: String

    init(_ draft: Reconciler.Draft) {
        let changes = draft.plan.changes.map { change in
            [
                change.occurrence.file.string, change.occurrence.object?.description, change.occurrence.field,
                change.from,
                change.to,
            ].map { $0 ?? "" }.joined(separator: "\u{0}")
        }
        let holds = draft.holds.map { hold in
            [hold.file, hold.object, hold.field, hold.from, hold.to].map { $0 ?? "" }.joined(separator: "\u{0}")
        }
        self.init(lines: changes.sorted() + ["holds"] + holds.sorted())
    }

    init(lines: [String]) {
        let digest = SHA256.hash(data: Array(lines.joined(separator: "\u{1}").utf8))
        text = digest.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private init(text: String) {
        self.text = text
    }

    private static let mark = "`pinnace-change: "

    /// As it stands in a pull request's text.
    var line: String { "\(Self.mark)\(text)`" }

    /// - Parameter body: of a pull request; people may have changed it.
    package init?(in body: String) {
        guard let start = body.ranges(of: Self.mark).last else { return nil }
        let digits = body[start.upperBound...].prefix { $0.isHexDigit }
        guard digits.utf8.count == 16 else { return nil }
        self.init(text: String(digits))
    }

    /// The text without it: what Pinnace itself closes, or people took over, was not refused by anybody.
    ///
    /// - Parameter note: what stands there instead.
    package static func removed(from body: String, _ note: String) -> String {
        guard let found = ChangeFingerprint(in: body) else { return body }
        return body.replacing(found.line, with: "`\(note)`")
    }
}
