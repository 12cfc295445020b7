package import ImageModel
import Planning

extension PinKind {
    /// The heading of a column.
    package var column: String {
        switch self {
        case .digest: "digest"
        case .version: "version"
        case .floating: "floating"
        case .none: "no tag"
        case .open: "open"
        }
    }
}

extension MigrationReport.Host {
    /// What stands in place of a name.
    package static let open = "not known"
}

extension MigrationReport.Left {
    /// Where the rule leads: its tag and digest go along.
    package var place: String { to?.repository.familiarName ?? step.to }
}

extension ReferenceCounts {
    /// What is most common first.
    package var commonObstacles: [(reason: ReasonCode, count: Int)] {
        obstacles.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map { ($0.key, $0.value) }
    }

    /// `3 held, 1 templated`; `nil` where a run would ask about everything.
    package var reasonWords: String? {
        let words = commonObstacles.map { "\($0.count) \($0.reason.rawValue)" }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}

extension MigrationReport {
    /// What could be done about references in a registry that is closed; `nil` where there is nothing to say.
    package var advice: String? {
        guard presetMoves > 0 else { return nil }
        let them =
            presetMoves == 1
            ? "1 reference of Container Registry is" : "\(presetMoves) references of Container Registry are"
        return
            "\(them) spoken of by no rewrite rule: 'preset: gcr-to-artifact-registry' would move \(presetMoves == 1 ? "it" : "them")"
    }

    /// Whether there is a way to go at all.
    package var hasMoves: Bool { !moves.isEmpty }
}

extension BaseImageReport {
    /// `2 to rebuild, 5 up to date, 1 without a named base, 1 not known`
    package var summary: String {
        let words: [(State, String)] = [
            (.moved, "to rebuild"), (.current, "up to date"), (.unnamed, "without a base that is named"),
            (.unknown, "not known"),
        ]
        let counts = words.compactMap { count($0.0) > 0 ? "\(count($0.0)) \($0.1)" : nil }
        return counts.isEmpty ? "no image to ask about" : counts.joined(separator: ", ")
    }
}

extension BaseImageReport.Image {
    /// What is to be said of it.
    package var sentence: String {
        switch state {
        case .moved:
            "built on \(base ?? "") at \(built?.short ?? ""), which names \(current?.short ?? "") now: rebuild it"
        case .current: "built on \(base ?? ""), which has not moved"
        case .unnamed: base.map { "built on \($0), not said by which digest" } ?? "names no base"
        case .unknown: message ?? "could not be asked"
        }
    }
}
