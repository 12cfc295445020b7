import Engine
import Forges

/// A change that waits on a branch of its own for somebody to take it.
struct OfferedChange: Sendable, Hashable {
    let branch: String
    let changes: Int
    /// Of the pull request; `nil` for a branch alone.
    let url: String?
    /// What happened to it in this run; `nil` where it is as it was.
    let news: String?

    /// `nil` for what is over.
    init?(_ report: OfferReport) {
        branch = report.branch
        changes = report.changes
        switch report.outcome {
        case .pushed(_, let isNew): (url, news) = (nil, isNew ? "pushed \(report.branch)" : nil)
        case .requested(let published, _):
            url = published.request.url
            news =
                switch published.action {
                case .opened: "opened pull request \(published.request.number)"
                case .updated: "updated pull request \(published.request.number)"
                case .unchanged: nil
                }
        case .refused(let request): (url, news) = (request.url, nil)
        case .foreign: (url, news) = (nil, nil)
        case .nothing, .removed, .lost: return nil
        }
    }
}
