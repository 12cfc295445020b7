import YAMLSource

/// Any bytes at all: they are read or refused, never worse. What is read can be edited, and the edit holds what it
/// promises.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let stream = try? YAMLStream(bytes: bytes) else { return 0 }
    precondition(stream.source.encoded(stream.source.payload) == bytes, "the bytes do not come back")
    checkReaders(stream)
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

/// Whoever has read a text, libyaml reads the same in it.
private func checkReaders(_ stream: YAMLStream) {
    guard let other = try? YAMLStream(parsing: stream.source, usesLibYAML: true) else {
        preconditionFailure("libyaml refuses it")
    }
    precondition(stream.documents.map(\.index) == other.documents.map(\.index), "other documents")
    precondition(
        stream.allNodes.elementsEqual(other.allNodes) { node, other in
            node.kind == other.kind && node.style == other.style && node.range == other.range
                && node.isInFlow == other.isInFlow && node.parent?.index == other.parent?.index
                && node.valueBytes == other.valueBytes && node.anchor == other.anchor && node.tag == other.tag
                && node.sourceRange(ofValue: 0..<node.valueBytes.count)
                    == other.sourceRange(ofValue: 0..<other.valueBytes.count)
        }, "other nodes")
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
