import Reconciliation

/// Shares of a whole as a bar, for the eye; the numbers stand beside it in words.
struct StateBar {
    let counts: [ReferenceState: Int]

    var html: HTML { ShareBar(Self.order.map { ($0.badge.tone.rawValue, counts[$0] ?? 0) }).html }

    /// `3 blocked, 2 to change`, what needs attention first; empty where there is nothing.
    var words: String {
        Self.order.reversed().compactMap { state in
            guard let count = counts[state], count > 0 else { return nil }
            return "\(CountText.text(count)) \(state.badge.word.lowercased())"
        }.joined(separator: ", ")
    }

    private static let order: [ReferenceState] = [.unchanged, .changed, .skipped, .held, .pending, .blocked]
}
