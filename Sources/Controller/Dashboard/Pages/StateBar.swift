/// Shares of a whole as a bar, for the eye; the numbers stand beside it in words.
struct StateBar {
    let counts: [ReferenceState: Int]

    private var total: Int { counts.values.reduce(0, +) }

    var html: HTML {
        guard total > 0 else { return .nothing }
        var begun = 0
        var parts: [HTML] = []
        for state in Self.order {
            guard let count = counts[state], count > 0 else { continue }
            parts.append(
                Tag.rect(
                    .class("fill \(state.badge.tone.rawValue)"), .x(share(begun)), .width(share(count)), .height("100%")
                ))
            begun += count
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

    private func share(_ count: Int) -> String {
        let permille = (count * 10_000 + total / 2) / total
        let rest = permille % 100
        return "\(permille / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
