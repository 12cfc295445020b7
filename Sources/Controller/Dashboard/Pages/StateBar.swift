/// Shares of a whole as a bar, for the eye; the numbers stand beside it in words.
struct StateBar {
    let counts: [ReferenceState: Int]

    var html: HTML {
        let widths = widths
        let whole = widths.reduce(0) { $0 + $1.width }
        guard whole > 0 else { return .nothing }
        var begun = 0
        var parts: [HTML] = []
        for (state, width) in widths {
            parts.append(
                Tag.rect(
                    .class("fill \(state.badge.tone.rawValue)"), .x(Self.share(begun, of: whole)),
                    .width(Self.share(width, of: whole)), .height("100%")))
            begun += width
        }
        return Tag.svg(.class("bar"), .hidden, .width("100%"), .height("8")) { parts }
    }

    /// `3 blocked, 2 to change`, what needs attention first; empty where there is nothing.
    var words: String {
        Self.order.reversed().compactMap { state in
            guard let count = counts[state], count > 0 else { return nil }
            return "\(CountText.text(count)) \(state.badge.word.lowercased())"
        }.joined(separator: ", ")
    }

    private static let order: [ReferenceState] = [.unchanged, .changed, .skipped, .held, .pending, .blocked]

    /// What is there at all can be seen: one in twenty thousand is as wide as one in a hundred.
    private var widths: [(state: ReferenceState, width: Int)] {
        let total = counts.values.reduce(0, +)
        return Self.order.compactMap { state in
            guard let count = counts[state], count > 0 else { return nil }
            return (state, max(100, count * 10_000 / total))
        }
    }

    private static func share(_ width: Int, of whole: Int) -> String {
        let hundredths = (width * 10_000 + whole / 2) / whole
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
