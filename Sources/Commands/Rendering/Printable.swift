import Reconciliation

/// Text of files, commits and servers, made harmless for a terminal: it stays on its line and in its place.
enum Printable {
    /// Control characters, line breaks, bidirectional overrides and what is not seen at all come out as `\n` or
    /// `\u{202e}`; everything else as it is.
    static func text(_ text: String) -> String {
        guard !isPlain(text), text.unicodeScalars.contains(where: \.isDeceptive) else { return text }
        return text.unicodeScalars.reduce(into: "") { printable, scalar in
            if scalar.isDeceptive {
                printable += scalar.escaped
            } else {
                printable.unicodeScalars.append(scalar)
            }
        }
    }

    /// Whether it is of printable ASCII alone, as nearly everything is: each byte takes one column.
    static func isPlain(_ text: String) -> Bool {
        for byte in text.utf8 where !(0x20..<0x7F).contains(byte) { return false }
        return true
    }

    /// An image reference with a shortened digest.
    static func reference(_ reference: String) -> String { text(ShortReference.text(reference)) }
}
