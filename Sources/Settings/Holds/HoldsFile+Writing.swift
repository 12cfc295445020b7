import ImageModel
package import Planning
import YAMLSource

/// Changes the file of holds line by line, so that what people wrote there stays.
extension HoldsFile {
    private static let heading = """
        # Images that stay where they are. 'pinnace rollback' and 'pinnace hold' add to this, 'pinnace release' takes away.
        apiVersion: pinnace.dev/v1alpha1
        kind: Holds
        holds:

        """

    /// The file with a hold more; a new file where there was none.
    ///
    /// - Throws: where the file is not a list of holds in block style at its end, which is what can be added to.
    package static func adding(_ hold: Hold, to bytes: [UInt8]?) throws(ConfigurationError) -> [UInt8] {
        let old = try read(bytes)
        var text = bytes ?? Array(heading.utf8)
        if old.isEmpty { try openList(&text) }
        let lineBreak = text.containsCRLF ? "\r\n" : "\n"
        if text.last != UInt8(ascii: "\n") { text += lineBreak.utf8 }
        let lines = HoldText(hold: hold).lines(indentation: try indentation(bytes))
        text += lines.map { $0 + lineBreak }.joined().utf8
        guard (try? read(text)) == old + [hold] else {
            throw ConfigurationError(path, "a hold can only be added where 'holds:' is the last key, one item a line")
        }
        return text
    }

    /// The file without the holds at some positions; `nil` where none is left.
    package static func removing(_ positions: Set<Int>, from bytes: [UInt8]) throws(ConfigurationError) -> [UInt8]? {
        let old = try read(bytes)
        let kept = old.enumerated().filter { !positions.contains($0.offset) }.map(\.element)
        guard !kept.isEmpty else { return nil }
        var text = bytes
        for (position, item) in try items(of: bytes).enumerated().reversed() where positions.contains(position) {
            text.removeSubrange(lines(of: item, in: bytes))
        }
        guard (try? read(text)) == kept else {
            throw ConfigurationError(path, "the hold cannot be taken out by its lines; take it out by hand")
        }
        return text
    }

    private static func list(of bytes: [UInt8]) throws(ConfigurationError) -> YAMLNode? {
        do throws(YAMLSourceError) {
            return try YAMLStream(bytes: bytes).documents.first?["holds"]
        } catch {
            throw ConfigurationError(path, error)
        }
    }

    private static func items(of bytes: [UInt8]) throws(ConfigurationError) -> [YAMLNode] {
        try list(of: bytes).map { Array($0.elements) } ?? []
    }

    /// Makes room for a first item: a missing `holds:` is added, and `[]` is taken out.
    private static func openList(_ text: inout [UInt8]) throws(ConfigurationError) {
        guard let list = try list(of: text) else {
            if text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
            text += "holds:\n".utf8
            return
        }
        let start = text[..<list.range.lowerBound].lastIndex { $0 != UInt8(ascii: " ") }.map { $0 + 1 }
        if list.isSequence, let start { text.removeSubrange(start..<list.range.upperBound) }
    }

    private static func indentation(_ bytes: [UInt8]?) throws(ConfigurationError) -> String {
        guard let bytes, let first = try items(of: bytes).first else { return "  " }
        let start = lineStart(first.range.lowerBound, bytes)
        return String(repeating: " ", count: bytes[start...].prefix { $0 == UInt8(ascii: " ") }.count)
    }

    /// An item's own lines, with the comment behind its last value; comments above and below stay.
    private static func lines(of item: YAMLNode, in bytes: [UInt8]) -> Range<Int> {
        let newline = UInt8(ascii: "\n")
        let end = item.range.upperBound
        let start = lineStart(item.range.lowerBound, bytes)
        // A block scalar ends behind its line break.
        if bytes[end - 1] == newline { return start..<end }
        return start..<(bytes[end...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.count)
    }

    private static func lineStart(_ offset: Int, _ bytes: [UInt8]) -> Int {
        bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }
}

extension [UInt8] {
    fileprivate var containsCRLF: Bool {
        indices.dropLast().contains { self[$0] == UInt8(ascii: "\r") && self[$0 + 1] == UInt8(ascii: "\n") }
    }
}
