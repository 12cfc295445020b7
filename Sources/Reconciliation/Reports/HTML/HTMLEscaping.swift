/// Text of repositories, registries and clusters inside a page: it makes no markup, ends no attribute, and what would move
/// the cursor, turn the direction of text or not be seen at all is spelled out.
enum HTMLEscaping {
    static func write(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\"": bytes.append(contentsOf: "&quot;".utf8)
            case "'": bytes.append(contentsOf: "&#39;".utf8)
            case "`": bytes.append(contentsOf: "&#96;".utf8)
            case "\n", "\t": bytes.append(UInt8(ascii: " "))
            case _ where scalar.isDeceptive: bytes.append(contentsOf: scalar.escaped.utf8)
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
