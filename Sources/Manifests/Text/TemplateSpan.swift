/// What something else fills in later: `$X`, `${X}`, `$(X)` and `{{ X }}`.
package enum TemplateSpan {
    /// Where the template that starts at an offset ends; `nil` where none starts.
    package static func end(at start: Int, in bytes: ArraySlice<UInt8>) -> Int? {
        guard start + 1 < bytes.endIndex else { return nil }
        switch (bytes[start], bytes[start + 1]) {
        case (UInt8(ascii: "$"), UInt8(ascii: "{")): return closing("{", "}", from: start + 1, in: bytes)
        case (UInt8(ascii: "$"), UInt8(ascii: "(")): return closing("(", ")", from: start + 1, in: bytes)
        case (UInt8(ascii: "{"), UInt8(ascii: "{")): return closing("{", "}", from: start, in: bytes)
        // A Makefile hands `$${X}` on to the shell.
        case (UInt8(ascii: "$"), UInt8(ascii: "$")) where bytes[(start + 2)...].first == UInt8(ascii: "{"):
            return closing("{", "}", from: start + 2, in: bytes)
        case (UInt8(ascii: "$"), _):
            let name = bytes[(start + 1)...].prefix { $0.isNameByte || $0 == UInt8(ascii: "$") }
            return name.isEmpty ? nil : name.endIndex
        default: return nil
        }
    }

    /// Templates are short; a bracket that is never closed must not cost a pass over the rest of the text each time.
    private static let longest = 200

    private static func closing(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, from start: Int, in bytes: ArraySlice<UInt8>
    ) -> Int? {
        var depth = 0
        for offset in start..<min(start + longest, bytes.endIndex) {
            if bytes[offset] == UInt8(ascii: open) { depth += 1 }
            if bytes[offset] == UInt8(ascii: close) { depth -= 1 }
            if depth == 0 { return offset + 1 }
        }
        return nil
    }
}

extension UInt8 {
    /// `[A-Za-z0-9_]`
    var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
