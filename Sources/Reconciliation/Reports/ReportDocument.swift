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
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return JSONLayout(String(decoding: try encoder.encode(self), as: UTF8.self)).text
    }
}

/// What every document of ours says of itself.
package enum ReportVersion {
    package static let apiVersion = "pinnace.dev/v1alpha1"
}
