#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Counts over time, one on top of the other, as steps: between two points nothing was different.
///
/// Only shapes are drawn, which may be stretched; words stand around them, so that they can be read at every width.
struct CourseChart {
    struct Series {
        let words: String
        let tone: String
        /// By point.
        let counts: [Int]
    }

    let id: String
    let title: String
    let times: [Date]
    /// From the bottom.
    let series: [Series]

    /// The chart's own units.
    private static let width = 1000.0
    private static let height = 100.0
    /// So much of the time is added, as what came last is to be seen too.
    private static let rest = 0.03

    var html: HTML {
        guard let first = times.first, let last = times.last, first < last, highest > 0 else { return .nothing }
        return Tag.figure(.class("chart")) {
            Tag.figcaption(text: title)
            Tag.div(.class("axis"), .hidden) { Tag.span(text: CountText.text(highest)) }
            Tag.svg(
                .role("img"), .labelled(by: "\(id)-title \(id)-text"), .width("100%"), .height("180"),
                .viewBox("0 0 1000 100"), .stretched
            ) {
                Tag.title(.id("\(id)-title"), text: title)
                Tag.desc(.id("\(id)-text"), text: description)
                shapes
            }
            Tag.div(.class("axis"), .hidden) {
                Tag.span(text: DayText.text(first))
                Tag.span(text: DayText.text(last))
            }
            legend
        }
    }

    private var legend: HTML {
        Tag.ul(.class("legend")) {
            series.reversed().map { series in
                Tag.li {
                    Swatch.html(series.tone)
                    "\(series.words): \(CountText.text(series.counts.last ?? 0))"
                }
            }
        }
    }

    /// For those who do not see it.
    private var description: String {
        let words = series.map { series in
            "\(series.words) from \(CountText.text(series.counts.first ?? 0)) to \(CountText.text(series.counts.last ?? 0))"
        }
        return "From \(DayText.text(times.first ?? .distantPast)) to \(DayText.text(times.last ?? .distantPast)): "
            + words.joined(separator: "; ") + ". The table below has the numbers."
    }

    private var highest: Int { totals(of: series.count).max() ?? 0 }

    /// What the first series have together, by point.
    private func totals(of count: Int) -> [Int] {
        times.indices.map { point in series.prefix(count).reduce(0) { $0 + $1.counts[point] } }
    }

    private var shapes: [HTML] {
        // From the top, so that each covers what is below it.
        series.indices.reversed().map { index in
            Tag.path(.class("fill \(series[index].tone)"), .d(outline(totals(of: index + 1))))
        }
    }

    private func outline(_ totals: [Int]) -> String {
        var path = "M0 \(Self.text(Self.height))"
        for (point, total) in totals.enumerated() {
            let y = Self.text(Self.height - Double(total) / Double(highest) * Self.height)
            let end = point + 1 < times.count ? x(times[point + 1]) : Self.width
            path += "L\(Self.text(x(times[point]))) \(y)L\(Self.text(end)) \(y)"
        }
        return path + "L\(Self.text(Self.width)) \(Self.text(Self.height))Z"
    }

    private func x(_ time: Date) -> Double {
        guard let first = times.first, let last = times.last else { return 0 }
        let span = last.timeIntervalSince(first) * (1 + Self.rest)
        return time.timeIntervalSince(first) / span * Self.width
    }

    /// To a tenth.
    private static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

/// Days in UTC: `2026-11-20`.
enum DayText {
    static func text(_ time: Date) -> String { String(time.formatted(.iso8601).prefix(10)) }
}
