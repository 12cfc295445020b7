import GitStore
import Manifests

/// Commits that are read for the first time.
///
/// Many at once, and all versions of a file after one another: a version is stored as what sets it apart from its
/// neighbour, and libgit2 keeps too few of them to find the neighbour again when every other file was read meanwhile.
struct HistoryNews {
    private let reader: HistoryReader
    private var commits: GitHistory<GitCommitChanges>.Iterator?
    /// The commit that the iterator gives next.
    private var following: GitObjectID?
    private var pending: ArraySlice<(id: GitObjectID, entry: HistoryIndex.Entry)> = []
    /// Thrown behind what is pending.
    private var failure: ReconciliationError?
    private var batch = 8
    private var cache: ScanCache

    private static let longestBatch = 16_384
    /// So that what stands between two readings has a bound. The first commit of a repository has all its files.
    private static let mostChanges = 65_536

    init(_ reader: HistoryReader) {
        self.reader = reader
        cache = ScanCache(reader.repository, reader.locator)
    }

    /// - Parameter isKnown: commits that need not be read.
    mutating func entry(
        _ id: GitObjectID, isKnown: (GitObjectID) -> Bool
    ) async throws(ReconciliationError) -> HistoryIndex.Entry {
        if pending.first?.id != id { try await read(from: id, isKnown) }
        guard let entry = pending.popFirst()?.entry else {
            throw failure ?? ReconciliationError(.git, "the history ends before \(id.short)")
        }
        return entry
    }

    private mutating func read(
        from id: GitObjectID, _ isKnown: (GitObjectID) -> Bool
    ) async throws(ReconciliationError) {
        if following != id || commits == nil { commits = reader.changes(from: id).makeAsyncIterator() }
        failure = nil
        var news = HistoryBatch()
        var next: GitObjectID? = id
        while let id = next, news.steps.count < batch, news.changes.count < Self.mostChanges, !isKnown(id) {
            guard let step = try await step(behind: news.steps.isEmpty) else { break }
            news.add(step)
            next = step.commit.firstParent
        }
        following = next
        batch = min(batch * 4, Self.longestBatch)
        pending = try await entries(of: news)[...]
    }

    /// What goes wrong with a later commit is told when it is asked for.
    private mutating func step(behind isFirst: Bool) async throws(ReconciliationError) -> GitCommitChanges? {
        guard !Task.isCancelled else { throw .cancelledHistory }
        var commits = commits
        do throws(GitError) {
            let step = try await commits?.next()
            self.commits = commits
            return step
        } catch {
            failure = ReconciliationError(.git, error.description)
            self.commits = nil
            return nil
        }
    }

    private mutating func entries(
        of news: HistoryBatch
    ) async throws(ReconciliationError) -> [(id: GitObjectID, entry: HistoryIndex.Entry)] {
        var (found, whole) = (news.steps.map { _ in [HistoryChange]() }, news.steps.count)
        var path: RepositoryPath?
        for change in news.inFileOrder where change.step < whole {
            guard !Task.isCancelled else { throw .cancelledHistory }
            if change.path != path { cache.forget() }
            path = change.path
            do throws(ReconciliationError) {
                found[change.step] += try await reader.references(in: change.blobs, at: change.path, &cache)
                    .map { HistoryChange($0) }
            } catch {
                (whole, failure) = (change.step, error)
            }
        }
        cache.forget()
        return (0..<whole).map { index in
            (news.steps[index].id, HistoryIndex.Entry(parent: news.steps[index].parent, changes: found[index]))
        }
    }
}
