#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// `metav1.Time` and `metav1.MicroTime` as the API server reads them: UTC, no decimals or exactly six.
package enum APITime {
    /// `2026-11-20T08:00:00Z`.
    package static func seconds(_ date: Date) -> String { date.formatted(.iso8601) }

    /// `2026-11-20T08:00:00.000000Z`.
    package static func micro(_ date: Date) -> String {
        let all = Int64((date.timeIntervalSince1970 * 1_000_000).rounded(.down))
        let micros = ((all % 1_000_000) + 1_000_000) % 1_000_000
        let digits = String(micros)
        let whole = Date(timeIntervalSince1970: Double((all - micros) / 1_000_000))
        return seconds(whole).dropLast() + "." + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
    }

    /// Either form, in any zone and with any number of decimals; `nil` for anything else.
    package static func date(_ text: String) -> Date? {
        if let date = try? Date(text, strategy: .iso8601) { return date }
        return try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
