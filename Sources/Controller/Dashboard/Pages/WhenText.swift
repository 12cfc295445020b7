import KubernetesAPI
import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A time as people read it, with the exact one beside it for programs.
struct WhenText {
    private let date: Date

    init(_ date: Date) {
        self.date = date
    }

    /// `nil` for a text that is no time.
    init?(_ text: String) {
        guard let date = APITime.date(text) else { return nil }
        self.date = date
    }

    private var machine: String { APITime.seconds(date) }

    /// `2026-11-21 08:32 UTC`
    var absolute: String { "\(machine.prefix(10)) \(machine.dropFirst(11).prefix(5)) UTC" }

    var stamp: HTML { Tag.time(.datetime(machine), text: absolute) }

    /// `4 min ago` with the time itself below.
    func relative(to now: Date) -> HTML {
        .group([
            Tag.time(.datetime(machine), text: words(now)), Tag.span(.class("minor"), text: absolute),
        ])
    }

    func words(_ now: Date) -> String {
        let seconds = Int(date.timeIntervalSince(now).rounded())
        let span = DurationWords.text(seconds: abs(seconds))
        if abs(seconds) < 5 { return "now" }
        return seconds < 0 ? "\(span) ago" : "in \(span)"
    }
}

/// Durations in their largest unit: `40 s`, `4 min`, `3 h`, `12 d`.
enum DurationWords {
    static func text(seconds: Int) -> String {
        switch seconds {
        case ..<90: "\(seconds) s"
        case ..<5_400: "\((seconds + 30) / 60) min"
        case ..<129_600: "\((seconds + 1_800) / 3_600) h"
        default: "\((seconds + 43_200) / 86_400) d"
        }
    }

    static func text(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        return seconds < 1 ? "\(Int((seconds * 1_000).rounded())) ms" : text(seconds: Int(seconds.rounded()))
    }
}
