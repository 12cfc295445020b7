import YAMLSource

/// Images in a text that is another program's to read: what stands behind a key `image` in it, with a tag or a digest.
enum LooseText {
    static func occurrences(
        in node: YAMLNode, of file: SourceFile, _ object: ObjectIdentity?, _ field: @autoclosure () -> FieldPath,
        kind: OccurrenceKind = .unknownField
    ) -> [ImageOccurrence] {
        let bytes = node.resolved.valueBytes
        guard bytes.count <= longest else { return [] }
        var tagsStandApart: Bool?
        var holdsObjects: Bool?
        let isImage = { (range: Range<Int>) in
            if LooseImage.isImage(bytes[range]) { return true }
            if EmbeddedImages.isNameAlone(range, in: bytes) {
                let isObject = holdsObjects ?? holdsContainers(bytes)
                holdsObjects = isObject
                if isObject { return true }
            }
            guard bytes[range].contains(UInt8(ascii: "/")), LooseImage.isBareName(bytes[range]) else { return false }
            let apart = tagsStandApart ?? holdsVersions(bytes)
            tagsStandApart = apart
            return apart
        }
        let references = EmbeddedImages.ranges(in: bytes).filter(isImage).prefix(most).map(bytes.offsets)
        guard !references.isEmpty else { return [] }
        return TextReferences.occurrences(references, in: node, of: file, object: object, field().key("image"), kind)
    }

    /// What is spelled out in a text that somebody may make objects of.
    static func examples(
        in node: YAMLNode, of file: SourceFile, _ object: ObjectIdentity?, _ field: FieldPath
    ) -> [ImageOccurrence] {
        let bytes = node.resolved.valueBytes
        let references = CommandLineReferences.spelledOut(in: bytes).map(bytes.offsets)
        return TextReferences.occurrences(references, in: node, of: file, object: object, field, .commandLine)
    }

    /// Objects of Kubernetes, or services of Compose.
    private static func holdsContainers(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.firstRange(of: "apiVersion:".utf8) != nil || bytes.firstRange(of: "services:\n".utf8) != nil
    }

    /// KServe's configuration names tags beside its images (KServe, "inferenceservice-config").
    private static func holdsVersions(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.firstRange(of: "\"defaultImageVersion\"".utf8) != nil
    }

    private static let longest = 1 << 18
    /// Each place in a block of text costs a pass over it.
    private static let most = 200
}
