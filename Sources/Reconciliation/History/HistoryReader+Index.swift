import GitStore

extension HistoryReader {
    /// As ``history(from:limit:image:)``, reading only commits that no earlier run has read.
    func indexedHistory(
        from tip: GitObjectID, limit: Int, image: ImageSelection?, _ places: PlaceSelection, _ store: HistoryStore
    ) async throws(ReconciliationError) -> [HistoryCommit] {
        var index = store.load()
        // Also of a walk that is cut off: the next one goes on from there.
        defer { store.save(index) }
        var filter = ImageFilter(image)
        var found: [(id: GitObjectID, changes: [HistoryChange])] = []
        var next: GitObjectID? = tip
        var news = HistoryNews(self)
        while let id = next, found.count < limit {
            let entry = try await entry(id, atLeast: limit - found.count, &index, &news)
            let relevant = entry.changes.filter { places.contains($0) && filter.includes($0) }
            if !relevant.isEmpty { found.append((id, relevant)) }
            next = entry.parent
        }
        return try await commits(found)
    }

    func entry(
        _ id: GitObjectID, atLeast: Int, _ index: inout HistoryIndex, _ news: inout HistoryNews
    ) async throws(ReconciliationError) -> HistoryIndex.Entry {
        if let known = index.entry(id) { return known }
        let entry = try await news.entry(id, atLeast: atLeast) { [index] in index.holds($0) }
        index.add(entry, for: id)
        return entry
    }

    private func commits(
        _ found: [(id: GitObjectID, changes: [HistoryChange])]
    ) async throws(ReconciliationError) -> [HistoryCommit] {
        let ids = found.map(\.id)
        let commits = try await gitErrors { () async throws(GitError) in try await repository.commits(ids) }
        return zip(commits, found).map { HistoryCommit($0, $1.changes) }
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
