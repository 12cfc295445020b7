import ImageModel
import Manifests
import Planning
import YAMLSource

/// Title and body of a pull request, no longer than its forge takes.
package struct PullRequestText: Hashable, Sendable {
    package let title: String
    /// Markdown. It ends with the offer's fingerprint.
    package let body: String
    package let fingerprint: ChangeFingerprint

    /// - Parameters:
    ///   - titleLimit: in characters.
    ///   - bodyLimit: in characters.
    package init(
        _ draft: Reconciler.Draft, _ proposal: CommitProposal, group: String?, titleLimit: Int, bodyLimit: Int
    ) {
        fingerprint = ChangeFingerprint(draft)
        title = Self.title(proposal.subject + (group.map { " (\($0))" } ?? ""), titleLimit)
        body = Self.body(
            lead: [Self.lead(draft, group)],
            head: ["File", "Image", "From", "To", "Platforms", "Identity"], rows: draft.plan.changes.map(Self.row),
            foot: draft.holds.isEmpty ? [] : ["Held, as somebody put them back by hand:\n" + Self.holds(draft.holds)],
            closing: Self.closing + fingerprint.line, limit: bodyLimit)
    }

    /// A rollback's.
    package init(_ draft: RollbackDraft, _ proposal: CommitProposal, titleLimit: Int, bodyLimit: Int) {
        fingerprint = ChangeFingerprint(
            lines: draft.changes.map { "\($0.file)\u{0}\($0.field)\u{0}\($0.from ?? "")\u{0}\($0.to ?? "")" })
        title = Self.title(proposal.subject, titleLimit)
        let reason = draft.holds.compactMap(\.reason).first.map { ["Reason: \(MarkdownEscaping.text($0))"] } ?? []
        body = Self.body(
            lead: ["Puts \(draft.changes.count.counted("reference")) back to what stood there."] + reason,
            head: ["File", "Object", "From", "To"],
            rows: draft.changes.map { change in
                [change.file, change.object ?? "", change.from ?? "", change.to ?? ""].map {
                    $0.isEmpty ? "" : MarkdownEscaping.code(ShortReference.text($0))
                }
            },
            foot: [Self.inForce], closing: fingerprint.line, limit: bodyLimit)
    }

    private static let inForce =
        "Its holds are in force already, for as long as this branch exists: Pinnace leaves these places alone. To drop the "
        + "rollback, close this and delete the branch."
    private static let closing =
        "Kept up to date by Pinnace for as long as nobody else commits to this branch. Close it to refuse exactly these "
        + "changes; `pinnace hold` keeps an image where it is.\n\n"

    private static func lead(_ draft: Reconciler.Draft, _ group: String?) -> String {
        let files = Set(draft.plan.changes.flatMap(\.edits).map(\.site.id.file)).count
        let images = Set(draft.plan.changes.compactMap(\.to)).count
        let whole = "\(images.counted("image")) in \(files.counted("file"))"
        return "Pins \(whole)" + (group.map { ", for \(MarkdownEscaping.code($0))." } ?? ".")
    }

    private static func row(_ change: PlannedReference) -> [String] {
        let name = (try? ImageReference(parsing: change.to ?? ""))?.repository.path.split(separator: "/").last
        return [
            MarkdownEscaping.code("\(change.occurrence.file):\(change.occurrence.location.line)"),
            MarkdownEscaping.code(name.map(String.init) ?? ""), MarkdownEscaping.code(ShortReference.text(change.from)),
            MarkdownEscaping.code(ShortReference.text(change.to ?? "")),
            MarkdownEscaping.text(change.platforms.map(\.description).joined(separator: ", ")), identity(change.source),
        ]
    }

    private static func identity(_ source: SourceReport?) -> String {
        guard let source else { return "" }
        guard source.readable else { return "source unreadable" }
        return source.identical == true ? "same digest" : "differs"
    }

    private static func holds(_ holds: [Hold]) -> String {
        holds.map { hold in
            "- \(MarkdownEscaping.code(hold.file ?? "")) \(MarkdownEscaping.text(hold.reason ?? ""))"
        }.joined(separator: "\n")
    }

    private static func title(_ text: String, _ limit: Int) -> String { text.printable(limit: limit - 1) }

    /// Rows give way where the text gets too long; what stands around them does not.
    private static func body(
        lead: [String], head: [String], rows: [[String]], foot: [String], closing: String, limit: Int
    ) -> String {
        let table = ([head, head.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }
        let lead = lead.map { String($0.prefix(limit / 8)) }
        let foot = foot.map { String($0.prefix(limit / 8)) }
        let more = "\n\nand 100000 more, which the diff shows."
        var room = limit - closing.count - more.count - (lead + foot).reduce(0) { $0 + $1.count + 2 } - 2
        var kept: [String] = []
        for line in table {
            room -= line.count + 1
            guard room >= 0 else { break }
            kept.append(line)
        }
        let missing = table.count - kept.count
        let rest = missing > 0 ? ["and \(min(missing, rows.count)) more, which the diff shows."] : []
        let middle = rows.isEmpty || kept.count < 3 ? [] : [kept.joined(separator: "\n")]
        return (lead + middle + rest + foot + [closing]).joined(separator: "\n\n")
    }
}

extension CommitProposal {
    /// The first line of the message.
    var subject: String { message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? "" }
}
