/// Whether output carries colours; the caller decides, from `--color` and what it writes to.
enum TerminalStyle: Sendable {
    case none, ansi

    func red(_ text: String) -> String { wrapped(text, "31") }
    func green(_ text: String) -> String { wrapped(text, "32") }
    func yellow(_ text: String) -> String { wrapped(text, "33") }
    func bold(_ text: String) -> String { wrapped(text, "1") }
    func dim(_ text: String) -> String { wrapped(text, "2") }

    /// The text is printable already: only what is written here steers the terminal.
    private func wrapped(_ text: String, _ code: String) -> String {
        self == .none || text.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
