import Forges

/// What became of an offer.
package struct OfferReport: Sendable {
    package let branch: String
    package let changes: Int
    package let outcome: OfferPublisher.Outcome

    package init(branch: String, changes: Int, outcome: OfferPublisher.Outcome) {
        self.branch = branch
        self.changes = changes
        self.outcome = outcome
    }

    /// What could not be done besides.
    package var warnings: [String] {
        guard case .requested(let published, _) = outcome else { return [] }
        return published.warnings.map { "pull request \(published.request.number): \($0)" }
    }
}
