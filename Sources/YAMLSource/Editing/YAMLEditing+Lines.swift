extension YAMLEditing {
    /// The text with other values in scalars that stand on one line each; of the result no more is read than those
    /// scalars and what follows them on their lines.
    ///
    /// That is enough. YAML is read from left to right: at the scalar's start the reader is where it was in the old text,
    /// as every byte before is the same. Behind it, too, it is where it was, if it takes exactly the scalar's characters
    /// and the style is the same: whether a plain scalar goes on below depends on the lines that follow, an alias names
    /// the node and not its value, and the one thing that counts characters, a key's end within 1,024 (YAML 1.2.2,
    /// 7.4.2), is not met, as what a `:` may follow is left to ``edited(_:of:limits:)``. So libyaml is asked just that:
    /// whether, with the rest of its line, it reads as the one scalar intended.
    ///
    /// - Parameter replacements: by a reading of this very text, which the caller has to know.
    /// - Returns: `nil` where the whole file has to be read, which is no judgement of the edit: a value is not spelled
    ///   byte by byte, would need another style, or more follows on its line.
    package static func edited(
        _ text: SourceText, by replacements: [ScalarReplacement], limits: YAMLLimits = .default
    ) -> [UInt8]? {
        guard !text.encoding.isUTF16 else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(replacements.reduce(text.payload.count) { $0 + $1.new.count - $1.old.count })
        var end = 0
        for replacement in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard replacement.range.lowerBound >= end, let spelled = replacement.spelled(in: text.payload) else {
                return nil
            }
            let rest = rest(of: text.payload, behind: replacement.range.upperBound)
            guard LineReading.isScalar(spelled, before: rest, of: replacement.new) else { return nil }
            result += text.payload[end..<replacement.range.lowerBound]
            result += spelled
            end = replacement.range.upperBound
        }
        result += text.payload[end...]
        return result.count <= limits.maximumBytes ? text.encoded(result) : nil
    }

    /// What the scalar is read with: the rest of its line, or nothing where that ends the scalar's place in brackets.
    static func rest(of text: [UInt8], behind offset: Int) -> ArraySlice<UInt8> {
        let rest = text[offset..<text.lineEnd(of: offset)]
        let next = text.skippingBlanks(from: offset)
        let endsPlace = next < rest.endIndex && [UInt8(ascii: ","), 0x5D, 0x7D].contains(text[next])
        return endsPlace && !rest.contains(UInt8(ascii: ":")) ? [] : rest
    }
}
