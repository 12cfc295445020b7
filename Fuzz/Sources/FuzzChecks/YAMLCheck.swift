import YAMLSource

/// What holds for any bytes that are taken for YAML: they are read or refused, never worse. What is read can be edited, and
/// the edit holds what it promises.
package enum YAMLCheck {
    /// What does not hold; `nil` where all of it does.
    package static func problem(_ bytes: [UInt8]) -> String? {
        guard let stream = try? YAMLStream(bytes: bytes) else { return nil }
        if stream.source.encoded(stream.source.payload) != bytes { return "the bytes do not come back" }
        for node in stream.allNodes {
            if let problem = problem(of: node) { return problem }
            _ = (node.location, node.commentsAbove.count, node.trailingComment, node["a"], node.entryKey)
            _ = node.scalarType
        }
        return editProblem(stream, which: bytes.reduce(0) { ($0 &* 31) &+ Int($1) })
    }

    private static func problem(of node: YAMLNode) -> String? {
        if node.range.upperBound > node.stream.source.payload.count { return "a node outside of the file" }
        guard let parent = node.parent else { return nil }
        let isInside =
            parent.range.lowerBound <= node.range.lowerBound && node.range.upperBound <= parent.range.upperBound
        return isInside ? nil : "a node outside of its parent"
    }

    /// One scalar of the file gets other values, in every way that there is.
    private static func editProblem(_ stream: YAMLStream, which number: Int) -> String? {
        let scalars = stream.allNodes.filter(\.isScalar)
        guard !scalars.isEmpty else { return nil }
        let node = scalars[Int(UInt(bitPattern: number) % UInt(scalars.count))]
        var edits = [try? node.removingEntry()]
        for value in ["registry.example/app:1@sha256:0", "it's: \"é\"\n", ""] {
            let end = node.valueBytes.count
            edits.append(try? node.replacingValue(with: value))
            edits.append(try? node.replacingPart(end / 3..<end / 2, with: value))
            edits.append(try? node.insertingEntry("digest", value))
        }
        return edits.lazy.compactMap(\.self).compactMap { problem(of: $0, on: stream) }.first
    }

    private static func problem(of edit: SourceEdit, on stream: YAMLStream) -> String? {
        guard let bytes = try? YAMLEditing.apply([edit], to: stream) else { return nil }
        guard let text = try? SourceText(bytes: bytes).payload else { return "an edit cannot be read" }
        let old = stream.source.payload
        let expected = old[..<edit.range.lowerBound] + edit.replacement + old[edit.range.upperBound...]
        return text[...] == expected ? nil : "an edit changes other bytes"
    }
}
