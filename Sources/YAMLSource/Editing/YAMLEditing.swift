/// Puts edits into a file's bytes and checks the result.
package enum YAMLEditing {
    /// The file's bytes with the edits in them, in the file's encoding.
    ///
    /// The result is parsed again and compared with the old file, node by node: kind, style, tag, anchor, value and place
    /// in the tree are the same but for what the edits name, and what they name reads as the very string intended.
    /// Outside the edits' ranges every byte is the old one.
    ///
    /// - Throws: `.overlappingEdits`; `.verificationFailed` where the result would read in any other way than intended;
    ///   `.unsupportedEdit` for an edit of another file.
    package static func apply(
        _ edits: [SourceEdit], to stream: YAMLStream, limits: YAMLLimits = .default
    ) throws(YAMLSourceError) -> [UInt8] {
        try edited(edits, of: stream, limits: limits).bytes
    }

    /// The bytes as ``apply(_:to:limits:)`` makes them, and what they were parsed to for the check.
    package static func edited(
        _ edits: [SourceEdit], of stream: YAMLStream, limits: YAMLLimits = .default
    ) throws(YAMLSourceError) -> (bytes: [UInt8], stream: YAMLStream) {
        let ordered = try inOrder(edits, of: stream)
        let payload = splice(ordered, into: stream.text)
        let bytes = stream.source.encoded(payload)
        guard !ordered.isEmpty else { return (bytes, stream) }
        let edited = try parse(bytes, expecting: payload, limits: limits)
        var verification = EditVerification(old: stream, new: edited, edits: ordered)
        try verification.run()
        return (bytes, edited)
    }

    private static func inOrder(
        _ edits: [SourceEdit], of stream: YAMLStream
    ) throws(YAMLSourceError) -> [SourceEdit] {
        let start = SourceLocation(line: 1, column: 1)
        guard edits.allSatisfy({ $0.stream === stream }) else {
            throw YAMLSourceError(.unsupportedEdit, "the edit belongs to another reading of the file", at: start)
        }
        let ordered = edits.enumerated().sorted { left, right in
            let leftKey = (
                left.element.range.lowerBound, left.element.range.upperBound, left.element.depthOrder, left.offset
            )
            let rightKey = (
                right.element.range.lowerBound, right.element.range.upperBound, right.element.depthOrder, right.offset
            )
            return leftKey < rightKey
        }.map(\.element)
        for (left, right) in zip(ordered, ordered.dropFirst()) where right.range.lowerBound < left.range.upperBound {
            let location = stream.location(of: right.range.lowerBound)
            throw YAMLSourceError(.overlappingEdits, "two edits change the same bytes", at: location)
        }
        return ordered
    }

    private static func splice(_ edits: [SourceEdit], into text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(edits.reduce(text.count) { $0 + $1.replacement.count - $1.range.count })
        var end = 0
        for edit in edits {
            result += text[end..<edit.range.lowerBound]
            result += edit.replacement
            end = edit.range.upperBound
        }
        result += text[end...]
        return result
    }

    private static func parse(
        _ bytes: [UInt8], expecting payload: [UInt8], limits: YAMLLimits
    ) throws(YAMLSourceError) -> YAMLStream {
        do throws(YAMLSourceError) {
            let source = try SourceText(bytes: bytes)
            guard source.payload == payload else {
                let start = SourceLocation(line: 1, column: 1)
                throw YAMLSourceError(.encoding, "the text does not survive its encoding", at: start)
            }
            return try YAMLStream(parsing: source, limits: limits, usesLibYAML: true)
        } catch {
            let message = "the edited file could not be read: \(error.message)"
            throw YAMLSourceError(.verificationFailed, message, at: error.location)
        }
    }
}
