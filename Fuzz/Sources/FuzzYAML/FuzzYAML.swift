import YAMLSource

/// Any bytes at all: they are read or refused, never worse. What is read can be edited, and the edit holds what it
/// promises.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let stream = try? YAMLStream(bytes: bytes) else { return 0 }
    precondition(stream.source.encoded(stream.source.payload) == bytes, "the bytes do not come back")
    for node in stream.allNodes {
        precondition(node.range.upperBound <= stream.source.payload.count, "a node outside of the file")
        if let parent = node.parent {
            let isInside =
                parent.range.lowerBound <= node.range.lowerBound
                && node.range.upperBound <= parent.range.upperBound
            precondition(isInside, "a node outside of its parent")
        }
        _ = (node.location, node.commentsAbove.count, node.trailingComment, node["a"], node.entryKey, node.scalarType)
    }
    edit(stream, which: bytes.reduce(0) { ($0 &* 31) &+ Int($1) })
    return 0
}

/// One scalar of the file gets other values, in every way that there is.
private func edit(_ stream: YAMLStream, which number: Int) {
    let scalars = stream.allNodes.filter(\.isScalar)
    guard !scalars.isEmpty else { return }
    let node = scalars[Int(UInt(bitPattern: number) % UInt(scalars.count))]
    for value in ["registry.example/app:1@sha256:0", "it's: \"é\"\n", ""] {
        check(try? node.replacingValue(with: value), on: stream)
        let end = node.valueBytes.count
        check(try? node.replacingPart(end / 3..<end / 2, with: value), on: stream)
        check(try? node.insertingEntry("digest", value), on: stream)
    }
    check(try? node.removingEntry(), on: stream)
}

private func check(_ edit: SourceEdit?, on stream: YAMLStream) {
    guard let edit, let bytes = try? YAMLEditing.apply([edit], to: stream) else { return }
    guard let text = try? SourceText(bytes: bytes).payload else { preconditionFailure("an edit cannot be read") }
    let old = stream.source.payload
    let expected = old[..<edit.range.lowerBound] + edit.replacement + old[edit.range.upperBound...]
    precondition(text[...] == expected, "an edit changes other bytes")
}
