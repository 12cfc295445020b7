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
        let whole = date.timeIntervalSince1970.rounded(.down)
        let micros = min(999_999, Int(((date.timeIntervalSince1970 - whole) * 1_000_000).rounded()))
        let digits = String(micros)
        return seconds(Date(timeIntervalSince1970: whole)).dropLast() + "."
            + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
    }
}
