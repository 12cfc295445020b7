import GitStore
import Manifests

/// Commits that are read for the first time, a stretch of them at once.
struct HistoryNews {
    private let reader: HistoryReader
    private let versions: VersionReader
    private var commits: GitHistory<GitCommitChanges>.Iterator?
    /// The commit that the iterator gives next.
    private var following: GitObjectID?
    private var pending: ArraySlice<(id: GitObjectID, entry: HistoryIndex.Entry)> = []
    /// Thrown behind what is pending.
    private var failure: ReconciliationError?
    private var length = 8
    /// What the stretch before had to read ahead.
    private var kept: [FileVersion: FileTexts] = [:]
    /// A path is held once, whoever changes it.
    private var paths: [String: RepositoryPath] = [:]

    /// What a stretch knows has a bound.
    private static let longest = 32_768
    private static let mostChangesTogether = 1024

    init(_ reader: HistoryReader) {
        self.reader = reader
        versions = VersionReader(repository: reader.repository, locator: reader.locator)
    }

    /// - Parameters:
    ///   - atLeast: so many commits will be asked for, this one included, if there are as many.
    ///   - isKnown: commits that need not be read.
    mutating func entry(
        _ id: GitObjectID, atLeast: Int, isKnown: (GitObjectID) -> Bool
    ) async throws(ReconciliationError) -> HistoryIndex.Entry {
        if pending.first?.id != id {
            length = min(max(length, atLeast), Self.longest)
            await read(from: id, isKnown)
            // Its end costs more than its length: what the oldest commits took away is read out of its order.
            length *= 16
        }
        guard let next = pending.popFirst() else {
            throw failure ?? ReconciliationError(.git, "the history ends before \(id.short)")
        }
        return next.entry
    }

    private mutating func read(from id: GitObjectID, _ isKnown: (GitObjectID) -> Bool) async {
        if following != id || commits == nil { commits = reader.changes(from: id).makeAsyncIterator() }
        following = id
        var stretch = HistoryStretch()
        while let next = following, stretch.count < length, !isKnown(next), stretch.failure == nil {
            await readSome(into: &stretch, isKnown)
        }
        await readMissing(of: &stretch)
        if stretch.failure != nil { (commits, following) = (nil, nil) }
        failure = stretch.failure?.error
        pending = stretch.entries[...]
    }

    private mutating func readSome(into stretch: inout HistoryStretch, _ isKnown: (GitObjectID) -> Bool) async {
        var changes: [(step: Int, part: Int, change: HistoryStretch.Change)] = []
        while let next = following, stretch.count < length, !isKnown(next), changes.count < Self.mostChangesTogether {
            guard let commit = await step(&stretch) else { break }
            for (part, difference) in commit.changes.enumerated() {
                guard let change = HistoryStretch.Change(difference, paths[difference.path]) else { continue }
                paths[difference.path] = change.path
                changes.append((stretch.count, part, change))
            }
            stretch.add(commit.commit.id, parent: commit.commit.firstParent)
            following = commit.commit.firstParent
        }
        let texts = await texts(
            of: changes.map { change in
                change.change.new.map { FileVersion(path: change.change.path, blob: $0) }
            })
        for (change, texts) in zip(changes, texts) {
            stretch.take(change.change, part: change.part, of: change.step, texts)
        }
        if texts.count < changes.count || Task.isCancelled { stretch.stop(.cancelledHistory) }
    }

    /// What goes wrong with a later commit is told when it is asked for.
    private mutating func step(_ stretch: inout HistoryStretch) async -> GitCommitChanges? {
        var commits = commits
        do throws(GitError) {
            let step = try await commits?.next()
            self.commits = commits
            if step == nil { following = nil }
            return step
        } catch {
            stretch.fail(at: stretch.count, ReconciliationError(.git, error.description))
            following = nil
            return nil
        }
    }

    private mutating func readMissing(of stretch: inout HistoryStretch) async {
        let missing = stretch.missing
        let texts = await versions.texts(of: missing)
        guard texts.count == missing.count else { return stretch.stop(.cancelledHistory) }
        kept = [:]
        for (version, texts) in zip(missing, texts) {
            if case .success(let texts) = texts { kept[version] = texts }
        }
        stretch.take(missing: texts)
    }

    /// - Parameter files: `nil` for what is no file.
    private func texts(of files: [FileVersion?]) async -> [Result<FileTexts, ReconciliationError>] {
        let unread = files.compactMap { file in file.flatMap { kept[$0] == nil ? $0 : nil } }
        var found: [Result<FileTexts, ReconciliationError>] = []
        var read = await versions.texts(of: unread).makeIterator()
        for file in files {
            guard let file else {
                found.append(.success(.none))
                continue
            }
            guard let texts = kept[file].map({ .success($0) }) ?? read.next() else { break }
            found.append(texts)
        }
        return found
    }
}

extension ReconciliationError {
    static let cancelledHistory = ReconciliationError(.cancelled, "cancelled before the history was read")
}
