#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Times as the clouds write them.
enum CloudTime {
    /// - Parameter text: `2026-11-21T04:00:00Z`, with a fraction or an offset too, or with `UTC` at the end as older
    ///   AWS programs wrote.
    /// - Returns: seconds since 1970.
    static func seconds(_ text: String) -> Int? {
        let plain = text.hasSuffix("UTC") ? String(text.dropLast(3)) + "Z" : text
        let style = Date.ISO8601FormatStyle()
        let date =
            (try? style.parse(plain)) ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(plain))
        return date.map { Int($0.timeIntervalSince1970) }
    }
}
