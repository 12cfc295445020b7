import GitStore

extension HistoryReader {
    /// As ``history(from:limit:image:)``, reading only commits that no earlier run has read.
    func indexedHistory(
        from tip: GitObjectID, limit: Int, image: ImageSelection?, _ store: HistoryStore
    ) async throws(ReconciliationError) -> [HistoryCommit] {
        var index = store.load()
        // Also of a walk that is cut off: the next one goes on from there.
        defer { store.save(index) }
        var filter = ImageFilter(image)
        var found: [HistoryCommit] = []
        var next: GitObjectID? = tip
        var news = News(reader: self)
        while let id = next, found.count < limit {
            let entry = try await entry(id, &index, &news)
            let relevant = entry.changes.filter { filter.includes($0) }
            if !relevant.isEmpty { found.append(HistoryCommit(try await commit(id), relevant)) }
            next = entry.parent
        }
        return found
    }

    private func entry(
        _ id: GitObjectID, _ index: inout HistoryIndex, _ news: inout News
    ) async throws(ReconciliationError) -> HistoryIndex.Entry {
        if let known = index.entry(id) { return known }
        let entry = try await news.entry(id)
        index.add(entry, for: id)
        return entry
    }

    private func commit(_ id: GitObjectID) async throws(ReconciliationError) -> GitCommit {
        try await gitErrors { () async throws(GitError) in try await repository.commit(id) }
    }

    /// Commits that are read for the first time, one after the other wherever that is possible.
    private struct News {
        private let reader: HistoryReader
        private var commits: GitHistory<GitCommitChanges>.Iterator?
        private var expected: GitObjectID?
        private var cache: ScanCache

        init(reader: HistoryReader) {
            self.reader = reader
            cache = ScanCache(reader.repository, reader.locator)
        }

        mutating func entry(_ id: GitObjectID) async throws(ReconciliationError) -> HistoryIndex.Entry {
            guard !Task.isCancelled else {
                throw ReconciliationError(.cancelled, "cancelled before the history was read")
            }
            var commits = commits
            if expected != id || commits == nil { commits = reader.changes(from: id).makeAsyncIterator() }
            guard let step = try await Self.next(&commits) else {
                throw ReconciliationError(.git, "the history ends before \(id.short)")
            }
            self.commits = commits
            expected = step.commit.firstParent
            let changes = try await reader.references(in: step.changes, &cache)
            return HistoryIndex.Entry(
                parent: step.commit.firstParent, changes: changes.map { HistoryChange($0) })
        }

        private static func next(
            _ commits: inout GitHistory<GitCommitChanges>.Iterator?
        ) async throws(ReconciliationError) -> GitCommitChanges? {
            do throws(GitError) {
                return try await commits?.next()
            } catch {
                throw ReconciliationError(.git, error.description)
            }
        }
    }
}

/// Which changes are of the images that somebody asked for; each text is looked at once.
private struct ImageFilter {
    private let image: ImageSelection?
    private var known: [String: Bool] = [:]

    init(_ image: ImageSelection?) {
        self.image = image
    }

    mutating func includes(_ change: HistoryChange) -> Bool {
        guard image != nil else { return true }
        return includes(change.from) || includes(change.to)
    }

    private mutating func includes(_ text: String?) -> Bool {
        guard let image, let text else { return false }
        if let answer = known[text] { return answer }
        let answer = image.contains(reference: text)
        known[text] = answer
        return answer
    }
}
