import GitStore

/// How a history is written down: the texts that stand in it, and the commits with the numbers of their texts.
enum HistoryLayout {
    static func bytes(_ entries: [GitObjectID: HistoryIndex.Entry]) -> [UInt8] {
        var texts = TextTable()
        var commits = ByteWriter()
        commits.number(entries.count)
        for (id, entry) in entries {
            commits.bytes += id.bytes + (entry.parent ?? .zero).bytes
            commits.number(entry.changes.count)
            for change in entry.changes {
                for text in [change.file, change.object, change.field, change.from, change.to] {
                    commits.number(texts.number(of: text))
                }
            }
        }
        return texts.bytes(before: commits.bytes)
    }

    /// `nil` for anything else.
    static func entries(_ content: ArraySlice<UInt8>) -> [GitObjectID: HistoryIndex.Entry]? {
        var reader = ByteReader(content)
        guard let texts = TextTable.read(&reader), let count = reader.number() else { return nil }
        var entries: [GitObjectID: HistoryIndex.Entry] = [:]
        entries.reserveCapacity(min(count, HistoryIndex.mostCommits))
        for _ in 0..<count {
            guard let id = reader.id(), let parent = reader.id(), let changes = changes(&reader, texts) else {
                return nil
            }
            entries[id] = HistoryIndex.Entry(parent: parent == .zero ? nil : parent, changes: changes)
        }
        return reader.isAtEnd ? entries : nil
    }

    private static func changes(_ reader: inout ByteReader, _ texts: [String?]) -> [HistoryChange]? {
        guard let count = reader.number() else { return nil }
        var changes: [HistoryChange] = []
        for _ in 0..<count {
            var found: [String?] = []
            for _ in 0..<5 {
                guard let number = reader.number(), texts.indices.contains(number) else { return nil }
                found.append(texts[number])
            }
            guard let file = found[0], let field = found[2] else { return nil }
            changes.append(
                HistoryChange(file: file, object: found[1], field: field, from: found[3], to: found[4]))
        }
        return changes
    }
}
