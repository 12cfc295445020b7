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
        if old.isEmpty, bytes != nil { text = Array(heading.utf8) }
        if text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
        text += Array(item(hold, indentation: try indentation(bytes)).utf8)
        guard try read(text) == old + [hold] else {
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
        for range in try lines(of: bytes).enumerated().filter({ positions.contains($0.offset) }).map(\.element).reversed() {
            text.removeSubrange(range)
        }
        guard try read(text) == kept else {
            throw ConfigurationError(path, "the hold cannot be taken out by its lines; take it out by hand")
        }
        return text
    }

    private static func item(_ hold: Hold, indentation: String) -> String {
        let pairs: [(String, String?)] = [
            ("image", hold.image?.text), ("file", hold.file), ("object", hold.object), ("field", hold.field),
            ("from", hold.from), ("to", hold.to),
        ]
        let tail: [(String, String?)] = [
            ("lapse", hold.lapse == .never ? nil : hold.lapse.rawValue), ("until", hold.until), ("reason", hold.reason),
            ("who", hold.who), ("since", hold.since),
        ]
        var lines = pairs.compactMap { key, value in value.map { "\(key): \(quoted($0))" } }
        if !hold.digests.isEmpty {
            lines.append("digests:")
            lines += hold.digests.map { "  - \(quoted($0.description))" }
        }
        lines += tail.compactMap { key, value in value.map { "\(key): \(quoted($0))" } }
        return lines.enumerated().map { "\(indentation)\($0.offset == 0 ? "- " : "  ")\($0.element)\n" }.joined()
    }

    /// A double-quoted scalar, whatever the text holds.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            default: scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    private static func elements(of bytes: [UInt8]) throws(ConfigurationError) -> [YAMLNode] {
        do throws(YAMLSourceError) {
            return try YAMLStream(bytes: bytes).documents.first?["holds"].map { Array($0.elements) } ?? []
        } catch {
            throw ConfigurationError(path, error)
        }
    }

    private static func indentation(_ bytes: [UInt8]?) throws(ConfigurationError) -> String {
        guard let bytes, let first = try elements(of: bytes).first else { return "  " }
        let start = lineStart(first.range.lowerBound, bytes)
        return String(repeating: " ", count: bytes[start...].prefix { $0 == UInt8(ascii: " ") }.count)
    }

    /// Each item's lines: from its own to the next item's.
    private static func lines(of bytes: [UInt8]) throws(ConfigurationError) -> [Range<Int>] {
        let starts = try elements(of: bytes).map { lineStart($0.range.lowerBound, bytes) }
        return starts.enumerated().map { position, start in
            start..<(position + 1 < starts.count ? starts[position + 1] : bytes.count)
        }
    }

    private static func lineStart(_ offset: Int, _ bytes: [UInt8]) -> Int {
        bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }
}
