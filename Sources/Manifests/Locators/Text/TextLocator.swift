import YAMLSource

/// A locator that reads its files as text rather than as YAML: what it finds are bytes of the file.
protocol TextLocator: Locator {
    /// Finds what the text holds.
    func read(_ file: SourceFile, _ scan: inout FileScan)
}

extension TextLocator {
    /// - Throws: where the text is longer than any that people write.
    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        let (count, limit) = (file.text.payload.count, file.limits.maximumBytes)
        guard count <= limit else {
            throw YAMLSourceError(
                .tooLarge, "the file has \(count) bytes, more than the limit of \(limit)",
                at: SourceLocation(line: 1, column: 1))
        }
        read(file, &scan)
    }
}
