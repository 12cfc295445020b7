package import ImageModel
package import Manifests

/// A reference with what can be said of it while no registry is asked.
package struct SurveyedReference: Sendable {
    /// Why a run leaves a reference as it is, whatever registries would say.
    package struct Obstacle: Hashable, Sendable {
        package let reason: ReasonCode
        package let message: String

        package init(_ reason: ReasonCode, _ message: String) {
            self.reason = reason
            self.message = message
        }
    }

    package let occurrence: ImageOccurrence
    /// The whole effective reference, whatever pieces it stands in.
    package let text: String
    /// `nil` where a run would ask the registries about it.
    package let obstacle: Obstacle?

    package init(occurrence: ImageOccurrence, text: String, obstacle: Obstacle?) {
        self.occurrence = occurrence
        self.text = text
        self.obstacle = obstacle
    }
}

extension Planner {
    /// Every reference of the graph in the order of files and lines. Asks nobody.
    package func survey(_ graph: RenderGraph) -> [SurveyedReference] {
        zip(graph.occurrences, screen(graph)).map { occurrence, screened in
            SurveyedReference(occurrence: occurrence, text: screened.text, obstacle: obstacle(screened))
        }.sorted { ($0.occurrence.file, $0.occurrence.location) < ($1.occurrence.file, $1.occurrence.location) }
    }

    private func obstacle(_ screened: Screened) -> SurveyedReference.Obstacle? {
        if let candidate = screened.candidate {
            let hold = holds.hold(on: candidate.occurrence, from: candidate.current, to: candidate.targetReference)
            if let hold { return SurveyedReference.Obstacle(.held, hold.message) }
            guard candidate.isMove, let why = candidate.occurrence.pinnedName else { return nil }
            return SurveyedReference.Obstacle(.renderDiffers, why)
        }
        switch screened.settled {
        case .skipped(let reason, let message), .blocked(let reason, let message, _):
            return SurveyedReference.Obstacle(reason, message)
        case .held(let message): return SurveyedReference.Obstacle(.held, message)
        case .change, .unchanged, nil: return nil
        }
    }
}
