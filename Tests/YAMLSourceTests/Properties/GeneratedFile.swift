import YAMLSource

/// A file, and what the generator knows of it without any parser.
struct GeneratedFile: Sendable {
    enum Encoding: Sendable, CaseIterable {
        case utf8, utf8WithMark, utf16LittleEndian, utf16BigEndian
    }

    /// A scalar where it was written.
    struct Place: Sendable, Equatable {
        /// Bytes of the text as UTF-8.
        var range: Range<Int>
        var value: [UInt8]
        var style: YAMLStyle
        var isInFlow = false
        /// Where the anchor or tag in front starts, if there is one.
        var propertiesStart: Int?
        /// Another value can be written in its place.
        var isEditable = true
        /// Spelled as the editor itself would spell it, so that an edit and its reverse lead back.
        var isCanonical = false
        /// For a block scalar of one line: that line without its indentation.
        var onlyLine: Range<Int>?
        /// Where libyaml's mark of a block scalar ends: in front of the next line that is not blank.
        var markEnd: Int?
    }

    var text: [UInt8] = []
    var places: [Place] = []
    var encoding = Encoding.utf8
    var features: Set<Feature> = []
    /// The text of each alias, by its range.
    var aliases: [Range<Int>] = []

    var bytes: [UInt8] { encoding.encode(text) }
}

extension GeneratedFile.Encoding {
    var mark: [UInt8] {
        switch self {
        case .utf8: []
        case .utf8WithMark: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        }
    }

    func encode(_ text: [UInt8]) -> [UInt8] {
        switch self {
        case .utf8, .utf8WithMark: return mark + text
        case .utf16LittleEndian, .utf16BigEndian:
            let units = Array(String(decoding: text, as: UTF8.self).utf16)
            return mark
                + units.flatMap { unit -> [UInt8] in
                    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
                    return self == .utf16BigEndian ? [high, low] : [low, high]
                }
        }
    }
}
