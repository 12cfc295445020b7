import ImageModel
import Planning

/// Counts references by their texts, forwards and backwards.
struct CourseCounting {
    private(set) var counts = MigrationCourse.Counts()
    private var standings: ImageStandings

    init(_ rules: PlanningRules) {
        standings = ImageStandings(rules)
    }

    mutating func add(_ text: String) { count(text, 1) }

    /// Goes back to before a commit.
    mutating func undo(_ changes: [HistoryChange]) {
        for change in changes {
            if let to = change.to { count(to, -1) }
            if let from = change.from { count(from, 1) }
        }
    }

    private mutating func count(_ text: String, _ step: Int) {
        let standing = standings.standing(of: text)
        counts.references += step
        if standing.pin == .digest { counts.pinned += step }
        switch standing.way {
        case .left: counts.left += step
        case .moved: counts.moved += step
        case .elsewhere: break
        }
        guard let host = standing.repository?.host else { return }
        let count = counts.hosts[host, default: 0] + step
        counts.hosts[host] = count == 0 ? nil : count
    }
}
