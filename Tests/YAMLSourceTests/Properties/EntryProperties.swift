import YAMLSource

/// What holds where a line is added to a mapping, or one is taken away.
struct EntryProperties<Subject: EntryEditor> {
    let subject: Subject

    /// The property that a file does not have; `nil` where it has them all.
    func failure(_ file: EntryFile, seed: UInt64) -> String? {
        var random = SeededGenerator(seed: seed)
        let entry = file.entries[Int(random.next() % UInt64(file.entries.count))]
        do {
            let added = try subject.inserting(file, entry)
            if let failure = try misinserted(file, entry, added) { return failure }
            guard entry.hasSiblings, !entry.startsItem else { return nil }
            return try misremoved(file, entry, try subject.removing(file, entry))
        } catch {
            return "an error: \(error)"
        }
    }

    /// One line more directly behind the entry's, and all others as they were.
    private func misinserted(_ file: EntryFile, _ entry: EntryFile.Entry, _ bytes: [UInt8]) throws -> String? {
        guard let text = try text(of: bytes, as: file.encoding) else { return "the encoding is another" }
        var lines = text.lines
        guard lines.count == file.lines.count + 1 else { return "there are \(lines.count) lines" }
        let added = lines.remove(at: entry.line + 1)
        let isUnended = !file.lines[entry.line].hasSuffix(file.lineBreak)
        if isUnended { lines[entry.line].removeLast(file.lineBreak.count) }
        if lines != file.lines { return "other lines changed" }
        if added.prefix(while: { $0 == 0x20 }).count != entry.column { return "the indentation is another" }
        if added.hasSuffix([0x0A]) == isUnended { return "the line ends otherwise" }
        if !isUnended, added.hasSuffix([0x0D, 0x0A]) != (file.lineBreak.count == 2) { return "the break is another" }
        return try misread(file, entry, bytes)
    }

    /// The new entry is the next one of the same mapping, and its value a string.
    private func misread(_ file: EntryFile, _ entry: EntryFile.Entry, _ bytes: [UInt8]) throws -> String? {
        let (old, new) = (try YAMLStream(bytes: file.bytes), try YAMLStream(bytes: bytes))
        guard let key = old.key(inLine: entry.line), let mapping = key.parent,
            let position = Array(mapping.entries).firstIndex(where: { $0.key == key }),
            let added = Array(new.node(at: mapping.index)!.entries).dropFirst(position + 1).first
        else { return "the entry is not there" }
        guard added.key.string == "digest", added.value.string == EntryProperties<PlainEntryEditor>.value else {
            return "the entry is another"
        }
        guard added.value.scalarType == .string else { return "the value is no string" }
        let others = new.scalars.filter { $0 != added.key && $0 != added.value }
        return others.map(\.string) == old.scalars.map(\.string) ? nil : "other values changed"
    }

    /// One line less, and all others as they were.
    private func misremoved(_ file: EntryFile, _ entry: EntryFile.Entry, _ bytes: [UInt8]) throws -> String? {
        guard let text = try text(of: bytes, as: file.encoding) else { return "the encoding is another" }
        var expected = file.lines
        let removed = expected.remove(at: entry.line)
        if !removed.hasSuffix(file.lineBreak) { expected[entry.line - 1].removeLast(file.lineBreak.count) }
        return text == expected.flatMap(\.self) ? nil : "other lines changed"
    }

    private func text(of bytes: [UInt8], as encoding: GeneratedFile.Encoding) throws -> [UInt8]? {
        let text = try SourceText(bytes: bytes).payload
        return encoding.encode(text) == bytes ? text : nil
    }
}

extension EntryProperties where Subject == PlainEntryEditor {
    /// Reads as a number where no quotes stand around it.
    static var value: String { "1.10" }
}

/// The engine.
struct EngineEntryEditor: EntryEditor {
    func inserting(_ file: EntryFile, _ entry: EntryFile.Entry) throws -> [UInt8] {
        let stream = try YAMLStream(bytes: file.bytes)
        let edit = try stream.key(inLine: entry.line)?.insertingEntry("digest", EntryProperties.value)
        return try YAMLEditing.apply([edit].compactMap(\.self), to: stream)
    }

    func removing(_ file: EntryFile, _ entry: EntryFile.Entry) throws -> [UInt8] {
        let stream = try YAMLStream(bytes: file.bytes)
        let edit = try stream.key(inLine: entry.line)?.removingEntry()
        return try YAMLEditing.apply([edit].compactMap(\.self), to: stream)
    }
}

extension YAMLStream {
    /// The key of the entry that a line holds, counted from 0.
    fileprivate func key(inLine line: Int) -> YAMLNode? {
        allNodes.first { $0.isScalar && $0.location.line == line + 1 && $0.entryKey == $0 }
    }
}

extension [UInt8] {
    /// Each with its break.
    fileprivate var lines: [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        while start < count {
            let end = self[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? count
            lines.append(Array(self[start..<end]))
            start = end
        }
        return lines
    }
}
