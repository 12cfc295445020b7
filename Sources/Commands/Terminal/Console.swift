import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Results go to standard output, everything else to standard error.
struct Console: Sendable {
    let style: TerminalStyle

    /// - Parameter color: `nil` colours where standard output is a terminal and `NO_COLOR` is not set.
    init(color: Bool?, environment: [String: String]) {
        let byTerminal = isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty
        style = color ?? byTerminal ? .ansi : .none
    }

    /// A result, as it is: it ends its own lines. A reader that went away is no error.
    func write(_ text: String) {
        _ = try? FileDescriptor.standardOutput.writeAll(Array(text.utf8))
    }

    /// Whether somebody watches what goes on.
    var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// A line on a terminal that the next one is written over; elsewhere nothing.
    func status(_ text: String) {
        guard isTerminal else { return }
        _ = try? FileDescriptor.standardError.writeAll(Array("\r\u{1B}[K\(Printable.text(text))".utf8))
    }

    /// For people: what goes on, what went wrong. Nothing in it steers the terminal.
    func note(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Printable.text(String($0)) }
        _ = try? FileDescriptor.standardError.writeAll(Array((lines.joined(separator: "\n") + "\n").utf8))
    }
}
