import ImageModel
import Manifests
import Planning

/// A commit's message: a subject and a body for people, trailers for programs.
struct CommitMessage {
    let subject: String
    let paragraphs: [String]
    let trailers: [String]

    var text: String {
        let parts = ([subject] + paragraphs).map(Self.plain) + [trailers.joined(separator: "\n")]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    /// Somebody's text may read like a trailer; where a line does, a space before it says that it is none.
    private static func plain(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(ChangeTrailer.namespace) ? " \($0)" : String($0) }.joined(separator: "\n")
    }
}

extension CommitMessage {
    /// What a reconcile says of its changes.
    static func reconcile(
        _ draft: Reconciler.Draft, subject: PlanTemplate? = nil, body: PlanTemplate? = nil
    ) -> CommitMessage {
        let changes = draft.plan.changes
        guard !changes.isEmpty else { return held(draft.holds) }
        let data = CommitMessageData(changes)
        return CommitMessage(
            subject: subject.map { $0.text(data.text).printable(limit: 120) } ?? data.subject,
            paragraphs: [body.map { Self.paragraphs($0.text(data.text)) } ?? data.details] + draft.holds.map(paragraph),
            trailers: ["\(ChangeTrailer.operationKey): reconcile"] + changes.map { ChangeTrailer($0).line }
        )
    }

    /// A run that writes nothing but what people decided.
    private static func held(_ holds: [Hold]) -> CommitMessage {
        CommitMessage(
            subject: "Hold what was put back by hand in \(holds.count.counted("place"))",
            paragraphs: holds.map(paragraph),
            trailers: ["\(ChangeTrailer.operationKey): hold"]
        )
    }

    private static func paragraph(_ hold: Hold) -> String {
        let place = [hold.object, hold.field].compactMap(\.self).joined(separator: " ").printable()
        return """
            held at \((hold.from ?? "").printable())
              in \((hold.file ?? "").printable()): \(place)
              \((hold.reason ?? "").printable())
            """
    }

    /// Somebody's text, line by line, without empty ones around it.
    private static func paragraphs(_ text: String) -> String {
        let lines: [String] = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.prefix { $0 == " " }) + String(line).printable(limit: 1000)
        }
        return lines.joined(separator: "\n").trimmingNewlines
    }
}

extension String {
    fileprivate var trimmingNewlines: String {
        String(drop(while: \.isNewline).reversed().drop(while: \.isNewline).reversed())
    }
}

extension ChangeTrailer {
    init(_ reference: PlannedReference) {
        self.init(
            file: reference.occurrence.file.string,
            object: reference.occurrence.object?.description,
            field: reference.occurrence.field,
            from: reference.from,
            to: reference.to,
            rule: reference.rule
        )
    }
}
