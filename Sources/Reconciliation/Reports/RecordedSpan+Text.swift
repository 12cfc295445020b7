package import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RecordedSpan {
    /// RFC 3339, in UTC.
    package var earliestText: String { Self.text(earliest) }
    package var latestText: String { Self.text(latest) }

    private static func text(_ second: Int) -> String {
        Date(timeIntervalSince1970: TimeInterval(second)).formatted(.iso8601)
    }
}
