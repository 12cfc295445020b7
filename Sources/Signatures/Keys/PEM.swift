#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The blocks of a PEM file (RFC 7468); what stands between them is ignored.
struct PEM {
    struct Block: Hashable, Sendable {
        /// `PUBLIC KEY`, `CERTIFICATE`.
        let label: String
        let bytes: [UInt8]
    }

    static let maximumBytes = 1 << 20

    /// - Throws: for a block that has no end or is not base64.
    static func blocks(_ text: String) throws(SignatureError) -> [Block] {
        var blocks: [Block] = []
        var label: String?
        var body = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmed
            if line.hasPrefix("-----BEGIN "), line.hasSuffix("-----") {
                label = String(line.dropFirst(11).dropLast(5))
                body = ""
            } else if let open = label, line == "-----END \(open)-----" {
                guard let data = Data(base64Encoded: body) else {
                    throw SignatureError("a PEM block is not base64")
                }
                blocks.append(Block(label: open, bytes: Array(data)))
                label = nil
            } else if label != nil {
                body += line
            }
        }
        guard label == nil else { throw SignatureError("a PEM block has no end") }
        return blocks
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
    }
}
