import YAMLSource

/// Writes into files that are no YAML: bytes for bytes, nothing else moves.
enum TextWriting {
    /// - Throws: where the text at a site is not what the scan saw, or two sites overlap.
    static func apply(_ writes: [SiteWrite], to text: SourceText) throws(YAMLSourceError) -> [UInt8] {
        var result: [UInt8] = []
        var end = 0
        for write in writes.sorted(by: { $0.site.extent.lowerBound < $1.site.extent.lowerBound }) {
            guard case .text(let range) = write.site.id.address, let value = write.value, range.lowerBound >= end,
                range.upperBound <= text.payload.count,
                String(decoding: text.payload[range], as: UTF8.self) == write.site.value
            else { throw SiteWriting.moved(write.site) }
            result += text.payload[end..<range.lowerBound]
            result += Array(value.utf8)
            end = range.upperBound
        }
        return text.encoded(result + text.payload[end...])
    }
}

extension Site {
    /// Whether it stands in a file that is no YAML.
    var isText: Bool {
        if case .text = id.address { true } else { false }
    }
}
