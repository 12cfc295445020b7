import Forges
import GitStore
import ImageModel

/// What became of an offer, for people.
struct OfferReport: Sendable {
    let branch: String
    let changes: Int
    let outcome: OfferPublisher.Outcome

    /// What could not be done besides.
    var warnings: [String] {
        guard case .requested(let published, _) = outcome else { return [] }
        return published.warnings.map { "pull request \(published.request.number): \($0)" }
    }

    var line: String {
        switch outcome {
        case .nothing, .lost: "Nothing to change."
        case .pushed(let commit, true): "Pushed \(count) to \(name) as \(Wording.commit(commit.hex))."
        case .pushed(let commit, false): "\(name) has \(count) already, at \(Wording.commit(commit.hex))."
        case .requested(let published, _): "\(Self.verb(published)): \(Printable.text(published.request.url))"
        case .foreign(let commit):
            "\(name) stays as it is: \(Wording.commit(commit.id.hex)) by \(commit.author.name.printable()) is not "
                + "Pinnace's. Merge the branch, or delete it to have it made anew."
        case .refused(let request):
            "Not offered again: pull request \(request.number) had exactly these changes and was closed. 'pinnace hold' "
                + "keeps images where they are: \(Printable.text(request.url))"
        case .removed(let request?):
            "Closed pull request \(request.number) and deleted \(name): nothing is to change there any more."
        case .removed(nil): "Deleted \(name): nothing is to change there any more."
        }
    }

    private var name: String { Printable.text(branch) }
    private var count: String { Wording.count(changes, "change") }

    private static func verb(_ published: PublishedPullRequest) -> String {
        let number = published.request.number
        return switch published.action {
        case .opened: "Opened pull request \(number)"
        case .updated: "Updated pull request \(number)"
        case .unchanged: "Pull request \(number) stays as it is"
        }
    }
}
