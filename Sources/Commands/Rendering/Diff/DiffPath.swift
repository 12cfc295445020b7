import Reconciliation

/// Paths in a diff's heading, as git writes and reads them.
enum DiffPath {
    /// In C's quotes where it holds a quote, a backslash or something deceptive (git-config, `core.quotePath`).
    static func quoted(_ path: String) -> String {
        let plain = !path.unicodeScalars.contains { $0 == "\"" || $0 == "\\" || $0.isDeceptive }
        return plain ? path : "\"\(path.unicodeScalars.map(quoted).joined())\""
    }

    /// A path with a space ends in a tab, so that `patch` does not take what follows for a date.
    static func ended(_ path: String) -> String {
        path.contains(" ") && !path.hasPrefix("\"") ? path + "\t" : path
    }

    private static func quoted(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"", "\\": "\\\(scalar)"
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        case _ where scalar.isDeceptive: String(scalar).utf8.map(octal).joined()
        default: String(scalar)
        }
    }

    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
