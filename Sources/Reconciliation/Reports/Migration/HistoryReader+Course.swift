package import GitStore
package import Planning

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

extension HistoryReader {
    /// The course of a migration, counted back from the newest commit.
    ///
    /// - Parameters:
    ///   - scan: of that commit.
    ///   - since: where it begins; `nil` for a year before the newest commit.
    package func course(
        to tip: GitObjectID, _ scan: RepositoryScan, _ rules: PlanningRules, since: Date?
    ) async throws(ReconciliationError) -> MigrationCourse {
        let line = try await line(to: tip, since: since)
        let changes = try await changes(of: line.commits.dropLast().map(\.id))
        var counting = CourseCounting(rules)
        for file in scan.scans { for text in FileTexts(file).all { counting.add(text) } }
        var points: [MigrationCourse.Point] = []
        for (index, commit) in line.commits.enumerated() {
            points.append(
                MigrationCourse.Point(time: commit.time, commit: commit.id.hex, counts: counting.counts))
            if index < changes.count { counting.undo(changes[index]) }
        }
        guard let first = points.last, let last = points.first else {
            return MigrationCourse(points: [], isWhole: true)
        }
        let sampling = CourseSampling(from: first.time, to: last.time)
        return MigrationCourse(points: sampling.points(points), isWhole: line.isWhole)
    }

    private struct Line {
        /// Newest first. Never newer than the one before: clocks differ.
        var commits: [(id: GitObjectID, time: Date)] = []
        var isWhole = false
    }

    private static let commitsTogether = 512
    private static let year: TimeInterval = 365 * 86_400

    /// The commits of a time, and the one that it began with.
    private func line(to tip: GitObjectID, since: Date?) async throws(ReconciliationError) -> Line {
        var line = Line()
        var next: GitObjectID? = tip
        var start = since
        while let id = next {
            let commits: [GitCommit]
            do throws(GitError) {
                commits = try await repository.readableFirstParents(from: id, limit: Self.commitsTogether)
            } catch {
                // What a shallow clone has not ends the line.
                guard !line.commits.isEmpty, error.code == .shallow else {
                    throw ReconciliationError(.git, error.description)
                }
                return line
            }
            for commit in commits {
                let time = min(commit.committer.time, line.commits.last?.time ?? commit.committer.time)
                let begin = start ?? time.addingTimeInterval(-Self.year)
                start = begin
                line.commits.append((commit.id, max(time, begin)))
                if time <= begin { return line }
            }
            guard let last = commits.last, let parent = last.firstParent else {
                line.isWhole = true
                return line
            }
            next = commits.count == Self.commitsTogether ? parent : nil
        }
        return line
    }

    private func changes(of commits: [GitObjectID]) async throws(ReconciliationError) -> [[HistoryChange]] {
        var index = store?.load() ?? HistoryIndex()
        defer { store?.save(index) }
        var news = HistoryNews(self)
        var changes: [[HistoryChange]] = []
        for (number, id) in commits.enumerated() {
            let entry = try await entry(id, atLeast: commits.count - number, &index, &news)
            changes.append(entry.changes)
        }
        return changes
    }
}
