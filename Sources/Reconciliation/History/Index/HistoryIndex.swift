import GitStore

/// What commits did to images, by their ids: what a commit did never changes, so it is found out once.
struct HistoryIndex: Sendable {
    struct Entry: Hashable, Sendable {
        let parent: GitObjectID?
        /// Without rules and reasons, which stand in the commit's own message.
        let changes: [HistoryChange]
    }

    private(set) var entries: [GitObjectID: Entry] = [:]
    /// The commits that were asked for, in their order.
    private var line: [GitObjectID] = []
    private(set) var hasNews = false

    /// More commits than this are not kept; the newest are.
    static let mostCommits = 200_000

    init(_ entries: [GitObjectID: Entry] = [:]) {
        self.entries = entries
    }

    mutating func entry(_ id: GitObjectID) -> Entry? {
        guard let entry = entries[id] else { return nil }
        line.append(id)
        return entry
    }

    func holds(_ id: GitObjectID) -> Bool { entries[id] != nil }

    mutating func add(_ entry: Entry, for id: GitObjectID) {
        entries[id] = entry
        line.append(id)
        hasNews = true
    }

    /// What to keep.
    var kept: [GitObjectID: Entry] {
        guard entries.count > Self.mostCommits else { return entries }
        return line.prefix(Self.mostCommits).reduce(into: [:]) { $0[$1] = entries[$1] }
    }
}
