import YAMLSource

/// The scalar whose value is a text with places of its own: YAML inside a block scalar.
final class ScalarHost {
    private let file: SourceFile
    private let scalar: YAMLNode

    fileprivate init(_ file: SourceFile, _ scalar: YAMLNode) {
        self.file = file
        self.scalar = scalar
    }

    /// A scalar of the inner text, or a part of its value, as a part of the outer scalar; `nil` where it is not spelled
    /// there byte by byte.
    func site(_ inner: YAMLNode, part: Range<Int>?, _ field: FieldPath) -> Site? {
        guard let range = inner.sourceRange(ofValue: part ?? 0..<inner.valueBytes.count), !inner.range.isEmpty else {
            return nil
        }
        return file.site(scalar, part: range, field)
    }
}

extension SourceFile {
    /// The text in a scalar as a file of its own; `nil` for what is no scalar, or holds nothing.
    func embedded(in node: YAMLNode) -> SourceFile? {
        let scalar = node.resolved
        guard let text = scalar.string, !text.isEmpty else { return nil }
        return SourceFile(
            path: path, text: SourceText(text), options: options, limits: limits, host: ScalarHost(self, scalar),
            aliases: AliasBudget(in: (aliases, scalar.location)))
    }
}
