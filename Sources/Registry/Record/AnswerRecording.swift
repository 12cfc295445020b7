/// What a client does with a record of answers.
package enum AnswerRecording: Sendable {
    case none
    /// Adds to it, and spares itself what it holds.
    case keeping(AnswerRecord)
    /// Asks nobody: answers from it alone. `nil` where there is none.
    case replaying(AnswerRecord?)

    var record: AnswerRecord? {
        switch self {
        case .none: nil
        case .keeping(let record): record
        case .replaying(let record): record
        }
    }

    var isOffline: Bool {
        if case .replaying = self { true } else { false }
    }
}
