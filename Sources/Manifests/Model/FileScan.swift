/// What one file holds. A pure function of its path's kind and its bytes.
package struct FileScan: Hashable, Sendable {
    package let file: RepositoryPath
    package var occurrences: [ImageOccurrence] = []
    package var kustomization: Kustomization?
    package var findings: [Finding] = []
    /// For a chart's template: where it uses the tags of its values.
    package var tagUses: [TemplateValueUse] = []

    package init(file: RepositoryPath) {
        self.file = file
    }

    package var isEmpty: Bool { occurrences.isEmpty && kustomization == nil && findings.isEmpty && tagUses.isEmpty }
}
