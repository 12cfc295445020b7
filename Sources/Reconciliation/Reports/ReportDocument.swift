#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What `--format json` and `--format sarif` print: one object.
package protocol ReportDocument: Encodable, Sendable {}

extension ReportDocument {
    /// Indented, keys sorted, one newline at the end; what could deceive a reader is escaped.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(self), as: UTF8.self)
        return Self.escapingDeceptiveScalars(text) + "\n"
    }

    /// Outside strings a JSON text holds nothing but ASCII, so whatever is found stands inside one.
    private static func escapingDeceptiveScalars(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 != "\n" && $0.isDeceptive }) else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            guard scalar != "\n", scalar.isDeceptive else {
                escaped.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let hex = String(unit, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }
        }
        return escaped
    }
}

/// What every document of ours says of itself.
package enum ReportVersion {
    package static let apiVersion = "pinnace.dev/v1alpha1"
}
