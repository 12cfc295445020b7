#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// How far the migration was when, as the commits of a branch have it.
///
/// Each file is read by itself here, as an old commit is known by the files that it changed. What layers of a chart or an
/// overlay make of each other is left aside, so that the newest counts may differ a little from the report's own.
package struct MigrationCourse: Sendable, Hashable {
    package struct Counts: Sendable, Hashable {
        package var references = 0
        /// Of them, those by digest.
        package var pinned = 0
        /// Of them, those that today's rules would move.
        package var left = 0
        /// Of them, those that stand where today's rules lead.
        package var moved = 0
        /// References by registry; none is 0.
        package var hosts: [String: Int] = [:]

        package init() {}
    }

    package struct Point: Sendable, Hashable {
        /// When it became so; of the first, when the course begins.
        package let time: Date
        /// The commit's whole object id, in hex.
        package let commit: String
        package let counts: Counts

        package init(time: Date, commit: String, counts: Counts) {
            (self.time, self.commit, self.counts) = (time, commit, counts)
        }
    }

    /// Oldest first: the first and the newest commit, and between them the last of each period of the same length after
    /// which something was different.
    package let points: [Point]
    /// Whether the history begins with the first point.
    package let isWhole: Bool

    package init(points: [Point], isWhole: Bool) {
        (self.points, self.isWhole) = (points, isWhole)
    }

    /// Not more points than these, the first and the last among them.
    package func thinned(to most: Int) -> [Point] {
        guard points.count > most, most > 1 else { return points }
        return (0..<most).map { points[$0 * (points.count - 1) / (most - 1)] }
    }

    /// Whether there ever was a way to go, by today's rules.
    package var hasMoves: Bool { points.contains { $0.counts.left + $0.counts.moved > 0 } }

    /// The counts that say something.
    package var columns: [(name: String, count: (Counts) -> Int)] {
        let moves: [(name: String, count: (Counts) -> Int)] =
            hasMoves ? [("left", { $0.left }), ("moved", { $0.moved })] : []
        return [("references", { $0.references }), ("pinned", { $0.pinned })] + moves
    }
}
