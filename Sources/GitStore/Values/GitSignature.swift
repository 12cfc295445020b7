#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Who made a commit, and when.
package struct GitSignature: Hashable, Sendable {
    package let name: String
    package let email: String
    /// Whole seconds; git keeps no fractions.
    package let time: Date
    /// The writer's distance from UTC, in minutes, east is positive.
    package let offsetMinutes: Int

    /// Angle brackets, line ends and NUL cannot stand in git's `name <email>` and are left out.
    package init(name: String, email: String, time: Date, offsetMinutes: Int = 0) {
        self.name = Self.cleaned(name)
        self.email = Self.cleaned(email)
        self.time = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
        self.offsetMinutes = offsetMinutes
    }

    package var seconds: Int64 { Int64(time.timeIntervalSince1970) }

    private static func cleaned(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { $0.value >= 0x20 && $0 != "<" && $0 != ">" }
        return String(String.UnicodeScalarView(kept)).trimmingPrefix { $0 == " " }.description
    }
}
