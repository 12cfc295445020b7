import Planning
import Reconciliation

/// What a rollback put back.
struct RollbackText {
    let draft: RollbackDraft
    /// The commit's id; `nil` for a dry run.
    let commit: String?
    let branch: String?
    let style: TerminalStyle
    /// Where it waits to be merged.
    var offer: String?

    var text: String {
        var lines = [style.bold("\(Wording.count(draft.changes.count, "reference")) put back")]
        for change in draft.changes {
            lines.append(
                "  "
                    + [change.file, change.object, change.field].compactMap { $0.map(Printable.text) }.joined(
                        separator: " "))
            lines.append("    " + style.red(Printable.text(change.from ?? "")))
            lines.append("    → " + style.green(Printable.text(change.to ?? "")))
        }
        lines += draft.notes.map { style.yellow("  \(Printable.text($0))") }
        lines += draft.holds.map { "held until released: \(Printable.text(Self.place($0)))" }
        return (lines + [closing]).joined(separator: "\n") + "\n"
    }

    private static func place(_ hold: Hold) -> String {
        hold.image?.text ?? [hold.file, hold.object, hold.field].compactMap(\.self).joined(separator: " ")
    }

    private var closing: String {
        if let offer { return offer }
        guard let commit else { return "Nothing was written: this is a dry run." }
        if let branch { return "Pushed to \(Printable.text(branch)) as \(Wording.commit(commit))." }
        return "Committed as \(Wording.commit(commit)). Next: 'git push'."
    }
}
