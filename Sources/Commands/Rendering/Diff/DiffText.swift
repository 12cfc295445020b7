import Reconciliation

/// A diff for people. Of a file without control characters it is, uncoloured, the patch itself.
struct DiffText {
    let diff: UnifiedDiff
    let style: TerminalStyle

    /// Ends with one newline.
    var text: String {
        (diff.heading.map(style.bold) + diff.hunks.flatMap(lines)).joined(separator: "\n") + "\n"
    }

    private func lines(_ hunk: DiffHunk) -> [String] {
        [style.dim(hunk.heading)] + hunk.lines.flatMap(lines)
    }

    private func lines(_ line: DiffHunk.Line) -> [String] {
        let text = String(line.kind.rawValue) + content(line.bytes)
        let painted =
            switch line.kind {
            case .context: text
            case .removed: style.red(text)
            case .added: style.green(text)
            }
        return line.bytes.last == UInt8(ascii: "\n") ? [painted] : [painted, UnifiedDiff.missingLineEnd]
    }

    /// A tab is harmless and shows the file's own indentation.
    private func content(_ bytes: ArraySlice<UInt8>) -> String {
        var line = bytes
        if line.last == UInt8(ascii: "\n") { line.removeLast() }
        if hidesCarriageReturns, line.last == UInt8(ascii: "\r") { line.removeLast() }
        let parts = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
        return parts.map { Printable.text(String($0)) }.joined(separator: "\t")
    }

    /// Where every line ends in CRLF, showing so at each would say nothing.
    private var hidesCarriageReturns: Bool {
        diff.hunks.allSatisfy { hunk in
            hunk.lines.allSatisfy { line in
                line.bytes.last != UInt8(ascii: "\n") || line.bytes.dropLast().last == UInt8(ascii: "\r")
            }
        }
    }
}
