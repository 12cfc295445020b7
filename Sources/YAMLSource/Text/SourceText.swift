/// A file's bytes as they stand, and the same text as UTF-8 without a byte order mark.
///
/// Every offset in this module is a byte offset into ``payload``.
package struct SourceText: Sendable {
    /// The text as valid UTF-8, without a byte order mark. For a UTF-8 file without one, the file's own bytes.
    package let payload: [UInt8]
    package let encoding: TextEncoding
    let isASCII: Bool

    /// - Throws: `.encoding` for invalid UTF-8, for UTF-16 that cannot be restored to the very bytes, for UTF-16 without
    ///   a byte order mark and for UTF-32.
    package init(bytes: [UInt8]) throws(YAMLSourceError) {
        encoding = .announced(by: bytes)
        try Self.refuseForeignEncoding(bytes)
        switch encoding {
        case .utf8: payload = bytes
        case .utf8WithMark: payload = Array(bytes.dropFirst(3))
        case .utf16LittleEndian, .utf16BigEndian: payload = try Self.decodeUTF16(bytes, as: encoding)
        }
        let scan = UTF8Scan(payload)
        isASCII = scan.isASCII
        if let offset = scan.invalidOffset {
            let byte = String(payload[offset], radix: 16, uppercase: true)
            let location = Self.location(of: offset, in: payload)
            throw YAMLSourceError(.encoding, "the byte 0x\(byte) is not valid UTF-8 here", at: location)
        }
    }

    /// The text of a string, as a UTF-8 file without a byte order mark would hold it.
    package init(_ string: String) {
        payload = Array(string.utf8)
        encoding = .utf8
        isASCII = UTF8Scan(payload).isASCII
    }

    /// The bytes of a file with this file's encoding and byte order mark that holds another text.
    ///
    /// For ``payload`` itself these are the very bytes that the file had.
    package func encoded(_ payload: [UInt8]) -> [UInt8] { encoding.encode(payload) }

    /// The line and column of a byte offset. One pass over the text in front of it.
    package func location(of offset: Int) -> SourceLocation { Self.location(of: offset, in: payload) }

    private static func location(of offset: Int, in payload: [UInt8]) -> SourceLocation {
        let (line, start) = LineTable(payload[..<min(offset, payload.count)]).line(of: offset)
        return SourceLocation(line: line, column: 1 + payload.scalarCount(start..<max(start, offset)))
    }

    private static func refuseForeignEncoding(_ bytes: [UInt8]) throws(YAMLSourceError) {
        let start = SourceLocation(line: 1, column: 1)
        let utf32: [[UInt8]] = [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]]
        if utf32.contains(where: bytes.starts(with:)) {
            throw YAMLSourceError(.encoding, "the file is UTF-32; save it as UTF-8", at: start)
        }
        if bytes.count >= 2, (bytes[0] == 0) != (bytes[1] == 0) {
            throw YAMLSourceError(
                .encoding, "the file looks like UTF-16 without a byte order mark; save it as UTF-8", at: start)
        }
    }

    private static func decodeUTF16(_ bytes: [UInt8], as encoding: TextEncoding) throws(YAMLSourceError) -> [UInt8] {
        let (text, isWhole) = encoding.decodeUTF16(bytes.dropFirst(2))
        guard isWhole, encoding.encode(text) == bytes else {
            throw YAMLSourceError(
                .encoding, "the text is not valid UTF-16 here", at: location(of: text.count, in: text))
        }
        return text
    }
}
