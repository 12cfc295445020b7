/// What people get wrong when they add a line to a mapping or take one away. Each is planted into ``PlainEntryEditor``.
enum EntryFault: String, CaseIterable, Sendable {
    /// A line feed alone in a file with carriage returns.
    case lineFeedAlone
    /// Indented like the line, whose dash stands further left than its key.
    case dashForColumn
    /// Indented by the two spaces that most files have.
    case twoSpaces
    /// Put in behind the value, in front of the comment.
    case commentMoved
    /// Put in behind the blank lines and comments that follow.
    case behindWhatFollows
    /// Put in behind the last entry of the file.
    case atTheEnd
    /// Put in front of the entry.
    case inFront
    /// Glued to the last line of a file that does not end with a break.
    case glued
    /// A break added at the end of such a file.
    case breakAdded
    /// The value, which reads as a number without quotes, written without them.
    case quotesForgotten
    /// Blanks at the line's end taken away.
    case blanksDropped
    /// The byte order mark is not written again.
    case markForgotten
    /// UTF-16 written as UTF-8.
    case otherEncoding
    /// The line is emptied, and its break stays.
    case breakLeft
    /// The comment behind the value stays.
    case commentLeft
    /// The comment above goes too.
    case commentAboveTaken
    /// The line behind goes too.
    case nextLineToo
    /// The last line goes, and the break in front of it stays.
    case breakInFrontLeft
}

/// A line added below an entry, or the entry taken away: by the engine, or by lines of text.
protocol EntryEditor: Sendable {
    func inserting(_ file: EntryFile, _ entry: EntryFile.Entry) throws -> [UInt8]
    func removing(_ file: EntryFile, _ entry: EntryFile.Entry) throws -> [UInt8]
}

/// A second, simple implementation, which knows from the generator where everything stands.
struct PlainEntryEditor: EntryEditor {
    var fault: EntryFault?

    func inserting(_ file: EntryFile, _ entry: EntryFile.Entry) -> [UInt8] {
        var lines = file.lines
        var sibling = lines[entry.line]
        let lineBreak = fault == .lineFeedAlone ? [0x0A] : file.lineBreak
        var column = entry.column
        if fault == .dashForColumn { column = sibling.prefix { $0 == 0x20 }.count }
        if fault == .twoSpaces { column = 2 }
        var added = Array(repeating: UInt8(ascii: " "), count: column) + Array("digest: ".utf8)
        added += Array((fault == .quotesForgotten ? EntryProperties.value : quoted(sibling)).utf8)
        let isUnended = !sibling.hasSuffix(file.lineBreak)
        if isUnended {
            if fault != .glued { sibling += lineBreak }
            if fault == .breakAdded { added += lineBreak }
        } else {
            added += lineBreak
        }
        if fault == .blanksDropped, let end = sibling.lastIndex(where: { $0 > 0x20 }) {
            sibling = sibling[...end] + (isUnended ? [] : file.lineBreak)
        }
        if fault == .commentMoved, let mark = comment(in: sibling) {
            added = added.dropLast(isUnended ? 0 : lineBreak.count) + [0x20] + sibling[mark...]
            sibling = sibling[..<mark] + lineBreak
        }
        lines[entry.line] = sibling
        lines.insert(added, at: place(of: entry, in: file))
        return encoded(lines.flatMap(\.self), file)
    }

    func removing(_ file: EntryFile, _ entry: EntryFile.Entry) -> [UInt8] {
        var lines = file.lines
        let line = lines[entry.line]
        let isUnended = !line.hasSuffix(file.lineBreak)
        switch fault {
        case .breakLeft: lines[entry.line] = file.lineBreak
        case .commentLeft: lines[entry.line] = comment(in: line).map { Array(line[$0...]) } ?? []
        default: lines[entry.line] = []
        }
        if fault == .commentAboveTaken, entry.line > 0, lines[entry.line - 1].contains(UInt8(ascii: "#")) {
            lines[entry.line - 1] = []
        }
        if fault == .nextLineToo, entry.line + 1 < lines.count { lines[entry.line + 1] = [] }
        if isUnended, fault != .breakInFrontLeft, entry.line > 0 {
            lines[entry.line - 1].removeLast(file.lineBreak.count)
        }
        return encoded(lines.flatMap(\.self), file)
    }

    private func place(of entry: EntryFile.Entry, in file: EntryFile) -> Int {
        switch fault {
        case .inFront: return entry.line
        case .atTheEnd: return file.lines.count
        case .behindWhatFollows:
            var place = entry.line + 1
            while place < file.lines.count, isBlankOrComment(file.lines[place]) { place += 1 }
            return place
        default: return entry.line + 1
        }
    }

    private func isBlankOrComment(_ line: [UInt8]) -> Bool {
        let first = line.first { $0 > 0x20 }
        return first == nil || first == UInt8(ascii: "#")
    }

    private func comment(in line: [UInt8]) -> Int? {
        line.indices.dropFirst().first { line[$0] == UInt8(ascii: "#") && line[$0 - 1] <= 0x20 }
    }

    /// In the quotes of the entry beside it, and in double ones where that has none.
    private func quoted(_ sibling: [UInt8]) -> String {
        String(decoding: sibling, as: UTF8.self).contains(": 'it")
            ? "'\(EntryProperties.value)'" : "\"\(EntryProperties.value)\""
    }

    private func encoded(_ text: [UInt8], _ file: EntryFile) -> [UInt8] {
        switch fault {
        case .markForgotten: Array(file.encoding.encode(text).dropFirst(file.encoding.mark.count))
        case .otherEncoding where file.encoding != .utf8WithMark: text
        default: file.encoding.encode(text)
        }
    }
}
