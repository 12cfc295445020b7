#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A few points of a course that has thousands of commits.
struct CourseSampling {
    private let step: TimeInterval

    /// In days: a period is as short as it can be for the points to be few.
    private static let periods = [1, 7, 14, 28, 56, 91, 182, 364, 728, 1456, 3640]
    /// The first and the last are no period's.
    private static let mostPeriods = 58
    private static let day: TimeInterval = 86_400

    init(from start: Date, to end: Date) {
        let days = Int(end.timeIntervalSince(start) / Self.day)
        let period = Self.periods.first { days / $0 < Self.mostPeriods } ?? Self.periods[Self.periods.count - 1]
        step = TimeInterval(period) * Self.day
    }

    /// - Parameter all: a point for each commit, newest first.
    /// - Returns: oldest first.
    func points(_ all: [MigrationCourse.Point]) -> [MigrationCourse.Point] {
        var ends: [MigrationCourse.Point] = []
        for point in all where ends.last.map(period) != period(point) { ends.append(point) }
        if let first = all.last, ends.last != first { ends.append(first) }
        ends.reverse()
        var points: [MigrationCourse.Point] = []
        for (index, point) in ends.enumerated() {
            if index == 0 || index == ends.count - 1 || points.last?.counts != point.counts { points.append(point) }
        }
        return points
    }

    private func period(_ point: MigrationCourse.Point) -> Int {
        Int((point.time.timeIntervalSince1970 / step).rounded(.down))
    }
}
