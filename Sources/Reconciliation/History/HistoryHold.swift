package import Planning

/// A hold that a commit added or took away.
package struct HistoryHold: Sendable, Hashable {
    package enum Step: String, Sendable, Codable {
        case held, released
    }

    package let step: Step
    package let hold: Hold

    package init(_ step: Step, _ hold: Hold) {
        self.step = step
        self.hold = hold
    }
}
