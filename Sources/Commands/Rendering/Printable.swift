import Reconciliation

/// Text of files, commits and servers, made harmless for a terminal: it stays on its line and in its place.
enum Printable {
    /// Control characters, line breaks, bidirectional overrides and what is not seen at all come out as `\n` or
    /// `\u{202e}`; everything else as it is.
    static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: \.isDeceptive) else { return text }
        return text.unicodeScalars.reduce(into: "") { printable, scalar in
            if scalar.isDeceptive {
                printable += scalar.escaped
            } else {
                printable.unicodeScalars.append(scalar)
            }
        }
    }

    /// An image reference with a shortened digest.
    static func reference(_ reference: String) -> String { text(ShortReference.text(reference)) }
}
