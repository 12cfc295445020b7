import ImageModel
import Planning
import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Who changed which image when: a block for each commit, in the order given.
struct HistoryText {
    let commits: [HistoryCommit]
    var style = TerminalStyle.none
    /// What was asked for, where that was not everything.
    var selection = ""

    /// Ends with one newline.
    var text: String {
        guard !commits.isEmpty else {
            return "No commit changed an image\(selection.isEmpty ? "" : " of \(Printable.text(selection))").\n"
        }
        return commits.map { block($0).joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func block(_ commit: HistoryCommit) -> [String] {
        let operation = commit.operation.map { "  " + style.bold(Printable.text($0)) } ?? ""
        let heading =
            "\(style.yellow(Wording.commit(commit.id)))  \(date(commit.time))  \(Printable.text(commit.author))\(operation)"
        let files = commit.changes.grouped(by: \.file).flatMap { file, changes in
            ["  " + style.bold(Printable.text(file))] + changes.map { "    " + change($0) }
        }
        return [heading, "  " + Printable.text(commit.subject)] + files + commit.holds.map { "  " + hold($0) }
    }

    private func hold(_ step: HistoryHold) -> String {
        let hold = step.hold
        let place = hold.image?.text ?? [hold.file, hold.object, hold.field].compactMap(\.self).joined(separator: " ")
        guard step.step == .held else { return style.green("released: ") + Printable.text(place) }
        let end = hold.until.map { " until \(Printable.text($0))" } ?? ""
        let why = hold.reason.map { " " + style.dim("(\(Printable.text($0)))") } ?? ""
        return style.yellow("held\(end): ") + Printable.text(place) + why
    }

    /// In UTC, so that a history reads the same everywhere.
    private func date(_ time: Date) -> String {
        let text = time.formatted(.iso8601)
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }

    private func change(_ change: HistoryChange) -> String {
        let object = change.object.map { Printable.text($0) + " " } ?? ""
        let reasons = [change.rule, change.reason].compactMap { $0.map(Printable.text) }
        let why = reasons.isEmpty ? "" : " " + style.dim("(\(reasons.joined(separator: "; ")))")
        return "\(object)\(Printable.text(change.field)): \(move(change))\(why)"
    }

    private func move(_ change: HistoryChange) -> String {
        let from = change.from.map { style.red(Printable.reference($0)) }
        let to = change.to.map { style.green(Printable.reference($0)) }
        return switch (from, to) {
        case (let from?, let to?): "\(from) → \(to)"
        case (nil, let to?): "\(to) added"
        case (let from?, nil): "\(from) removed"
        case (nil, nil): "changed"
        }
    }
}
