/// Finds image references in free text: arguments, environment values, scripts.
///
/// Careful rather than complete. A reference starts with a host (a name with a dot, a port, or `localhost`), goes on with
/// a path and ends with a tag or a digest, and it fills a whole word: what stands between blanks, quotes, brackets,
/// `=`, `,`, `;`, `|`, `&` and backslashes. Path and tag may hold `$X`, `${X}`, `$(X)` and `{{ X }}`.
package enum ReferenceScanner {
    /// Where the references stand, in their order.
    ///
    /// - Returns: offsets of bytes, counted from the slice's first byte as 0.
    package static func references(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        // Most texts hold no reference, and these bytes are in each.
        guard bytes.contains(UInt8(ascii: "/")),
            bytes.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") })
        else { return [] }
        var references: [Range<Int>] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            guard !bytes[start].endsWord else {
                start += isEscape(at: start, in: bytes) ? 2 : 1
                continue
            }
            let word = ReferenceWord(from: start, in: bytes)
            if let range = word.reference {
                references.append(bytes.offsets(of: range))
            }
            start = word.end
        }
        return references
    }

    /// Whether `\n`, `\r` or `\t` is spelled out here, so that the letter belongs to no word.
    private static func isEscape(at offset: Int, in bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes[offset] == UInt8(ascii: "\\"), offset + 1 < bytes.endIndex else { return false }
        return [UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t")].contains(bytes[offset + 1])
    }
}

extension UInt8 {
    /// Whether a word of free text ends in front of this byte.
    fileprivate var endsWord: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "-")...UInt8(ascii: ":"):
            false
        case 0...0x20, 0x7F...0xFF: true
        default: Self.delimiters.contains(self)
        }
    }

    private static let delimiters = Array("\"'`=,;|&\\()[]{}<>".utf8)
}

/// One word of free text, and the reference that it is, if it is one.
private struct ReferenceWord {
    let start: Int
    private(set) var end: Int
    /// Whether it goes on with a regular expression: `s|gcr.io/p/app:v[0-9.]*|…|`.
    private let isPattern: Bool
    /// The word's bytes, with one zero byte for each template in it.
    private var shape: [UInt8] = []

    init(from start: Int, in bytes: ArraySlice<UInt8>) {
        self.start = start
        end = start
        while end < bytes.endIndex {
            if let template = TemplateSpan.end(at: end, in: bytes) {
                if shape.last == UInt8(ascii: "@") { endsWithVersion = !Self.saysDigest(bytes[end..<template]) }
                end = template
                shape.append(0)
            } else if bytes[end].endsWord {
                break
            } else {
                shape.append(bytes[end])
                end += 1
            }
        }
        isPattern = Self.startsPattern(bytes[end...])
        // A word is never empty, or the search would stand still.
        if end == start { end += 1 }
    }

    /// `example.com/tool@$(VERSION)` is a module of Go; what fills in a digest says so.
    private var endsWithVersion = false

    /// Offsets in the bytes that the word was read from.
    var reference: Range<Int>? {
        guard !endsWithVersion, !isPattern, shape.contains(UInt8(ascii: "/")) else { return nil }
        let scheme = Self.schemes.first { shape.starts(with: $0) }?.count ?? 0
        let ending = shape.reversed().prefix { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }.count
        guard scheme + ending < shape.count, ReferenceShape.matches(shape[scheme..<(shape.count - ending)]) else {
            return nil
        }
        return (start + scheme)..<(end - ending)
    }

    private static func startsPattern(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first else { return false }
        if first == UInt8(ascii: "[") || first == UInt8(ascii: "(") { return true }
        guard first == UInt8(ascii: "\\"), let next = rest.dropFirst().first else { return false }
        return ".(dwsS".utf8.contains(next)
    }

    private static func saysDigest(_ template: ArraySlice<UInt8>) -> Bool {
        let name = String(decoding: template, as: UTF8.self).lowercased()
        return name.contains("digest") || name.contains("sha")
    }

    /// Schemes that are followed by an image: GitHub Actions and containers/image, BuildKit.
    private static let schemes = ["docker://", "docker-image://"].map { Array($0.utf8) }
}
