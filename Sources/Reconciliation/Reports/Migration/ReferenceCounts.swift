package import ImageModel

/// How many references there are of a kind.
package struct ReferenceCounts: Hashable, Sendable {
    package var references = 0
    /// Different names, tags and digests left aside.
    package var images = 0
    package var pins: [PinKind: Int] = [:]
    /// References that a run leaves as they are, by why.
    package var obstacles: [ReasonCode: Int] = [:]
    /// References that a rewrite rule would move.
    package var left = 0
    /// References that stand where a rewrite rule leads.
    package var moved = 0

    package init() {}

    package func pinned(_ kind: PinKind) -> Int { pins[kind, default: 0] }

    /// Those that there are, the firmest first.
    package var kinds: [PinKind] { PinKind.allCases.filter { pinned($0) > 0 } }

    /// `nil` where there is nothing to move.
    package var percentMoved: Int? { Self.percent(moved, of: moved + left) }
    package var percentPinned: Int? { Self.percent(pinned(.digest), of: references) }

    /// Rounded down: all is 100, and nothing else is.
    package static func percent(_ part: Int, of whole: Int) -> Int? { whole == 0 ? nil : part * 100 / whole }
}

/// Counts references, and each name once.
struct ReferenceTally {
    private(set) var counts = ReferenceCounts()
    private var names: Set<String> = []

    mutating func add(_ standing: ImageStanding, _ obstacle: ReasonCode?) {
        counts.references += 1
        if names.insert(standing.name).inserted { counts.images += 1 }
        // A piece whose rest stands elsewhere has no tag of its own to be counted by.
        let pin = obstacle == .incomplete || obstacle == .invalidReference ? .open : standing.pin
        counts.pins[pin, default: 0] += 1
        if let obstacle { counts.obstacles[obstacle, default: 0] += 1 }
        switch standing.way {
        case .left: counts.left += 1
        case .moved: counts.moved += 1
        case .elsewhere: break
        }
    }
}
