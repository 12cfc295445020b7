import Crypto
import GitStore

/// The layout of a kept history: a line that says what it is, two digests (of the rules that it was read by, of all that
/// follows), the texts that stand in it, each once, and the commits with the numbers of their texts.
enum HistoryFile {
    private static let heading = Array("pinnace-history 1\n".utf8)
    private static let digestBytes = SHA256.Digest.byteCount

    static func bytes(_ entries: [GitObjectID: HistoryIndex.Entry], rules: SHA256.Digest) -> [UInt8] {
        let payload = payload(entries)
        return heading + Array(rules) + Array(SHA256.hash(data: payload)) + payload
    }

    /// `nil` for a file of another layout, by other rules, or that is not as it was written.
    static func payload(of bytes: [UInt8], rules: SHA256.Digest) -> ArraySlice<UInt8>? {
        let start = heading.count + 2 * digestBytes
        guard bytes.count >= start, bytes.starts(with: heading),
            rules == bytes[heading.count..<(heading.count + digestBytes)]
        else { return nil }
        let payload = bytes[start...]
        guard SHA256.hash(data: payload) == bytes[(start - digestBytes)..<start] else { return nil }
        return payload
    }

    private static func payload(_ entries: [GitObjectID: HistoryIndex.Entry]) -> [UInt8] {
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
        return texts.bytes + commits.bytes
    }

    static func entries(_ payload: ArraySlice<UInt8>) -> [GitObjectID: HistoryIndex.Entry]? {
        var reader = ByteReader(payload)
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

/// Texts by numbers; 0 is none.
private struct TextTable {
    private var numbers: [String: Int] = [:]
    private var content = ByteWriter()

    mutating func number(of text: String?) -> Int {
        guard let text else { return 0 }
        if let number = numbers[text] { return number }
        numbers[text] = numbers.count + 1
        content.number(text.utf8.count)
        content.bytes += text.utf8
        return numbers.count
    }

    var bytes: [UInt8] {
        var head = ByteWriter()
        head.number(numbers.count)
        return head.bytes + content.bytes
    }

    static func read(_ reader: inout ByteReader) -> [String?]? {
        guard let count = reader.number() else { return nil }
        var texts: [String?] = [nil]
        for _ in 0..<count {
            guard let length = reader.number(), let bytes = reader.bytes(length),
                let text = String(validating: bytes, as: UTF8.self)
            else { return nil }
            texts.append(text)
        }
        return texts
    }
}
