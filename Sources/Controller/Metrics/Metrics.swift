import Synchronization

/// The counts and gauges of this process, written in Prometheus' text format 0.0.4.
///
/// Labels come from the program alone, never from what a stranger sent, so that their number is bounded.
final class Metrics: Sendable {
    /// Upper bounds of a histogram's buckets, in seconds.
    static let bounds: [Double] = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]

    private struct Histogram {
        var counts = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var sum = 0.0
    }

    private struct State {
        var values: [MetricName: [[String]: Double]] = [:]
        var histograms: [MetricName: [[String]: Histogram]] = [:]
    }

    private let state = Mutex(State())

    func add(_ amount: Double = 1, to metric: MetricName, _ labels: String...) {
        precondition(labels.count == metric.labels.count && metric.kind == .counter)
        state.withLock { $0.values[metric, default: [:]][labels, default: 0] += amount }
    }

    func set(_ metric: MetricName, to value: Double, _ labels: String...) {
        precondition(labels.count == metric.labels.count && metric.kind == .gauge)
        state.withLock { $0.values[metric, default: [:]][labels] = value }
    }

    func observe(_ metric: MetricName, _ duration: Duration, _ labels: String...) {
        precondition(labels.count == metric.labels.count && metric.kind == .histogram)
        let seconds = duration / .seconds(1)
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.histograms[metric, default: [:]][labels, default: Histogram()].counts[bucket] += 1
            state.histograms[metric, default: [:]][labels, default: Histogram()].sum += seconds
        }
    }

    /// Every metric that has a value, in the order of ``MetricName/all``.
    var text: String {
        state.withLock { state in
            MetricName.all.map { metric in
                let lines = Self.lines(metric, state)
                guard !lines.isEmpty else { return "" }
                return "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(metric.kind.rawValue)\n"
                    + lines.joined()
            }.joined()
        }
    }

    private static func lines(_ metric: MetricName, _ state: State) -> [String] {
        if metric.kind == .histogram {
            return (state.histograms[metric] ?? [:]).sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map { lines(metric, $0.key, $0.value) }
        }
        return (state.values[metric] ?? [:]).sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { "\(metric.name)\(labels(metric, $0.key)) \(number($0.value))\n" }
    }

    private static func lines(_ metric: MetricName, _ values: [String], _ histogram: Histogram) -> String {
        var total = 0
        var text = ""
        for (index, count) in histogram.counts.enumerated() {
            total += count
            let bound = index < bounds.count ? number(bounds[index]) : "+Inf"
            text += "\(metric.name)_bucket\(labels(metric, values, ("le", bound))) \(total)\n"
        }
        text += "\(metric.name)_sum\(labels(metric, values)) \(number(histogram.sum))\n"
        return text + "\(metric.name)_count\(labels(metric, values)) \(total)\n"
    }

    private static func labels(_ metric: MetricName, _ values: [String], _ more: (String, String)...) -> String {
        let pairs = Array(zip(metric.labels, values)) + more
        guard !pairs.isEmpty else { return "" }
        return "{" + pairs.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",") + "}"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
