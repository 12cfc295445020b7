/// Follows a template's lines for those below `status:`, which repeat what is and are nobody's to pull.
struct TemplateStatus {
    /// Blanks in front of the key.
    private var indent: Int?
    private(set) var isInside = false

    mutating func read(_ line: ArraySlice<UInt8>) {
        let code = line.drop { $0 == 0x20 }
        // Actions stand where they like.
        guard let first = code.first, first != UInt8(ascii: "#"), !code.starts(with: "{{".utf8) else { return }
        let depth = code.startIndex - line.startIndex
        if let indent, depth > indent { return }
        isInside = false
        indent = nil
        guard code.elementsEqual("status:".utf8) else { return }
        indent = depth
        isInside = true
    }
}
