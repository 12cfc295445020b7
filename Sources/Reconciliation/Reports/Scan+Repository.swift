import Manifests
import Planning

extension Scan {
    /// What was found, with what each reference renders to.
    package init(_ scan: RepositoryScan) {
        let graph = scan.graph
        let texts = EffectiveTexts(graph)
        let references = graph.occurrences.enumerated().map { index, occurrence in
            ScannedReference(occurrence: occurrence, from: texts.leading(index))
        }
        self.init(
            revision: scan.revision,
            files: scan.files,
            references: references.sorted {
                ($0.occurrence.file, $0.occurrence.location) < ($1.occurrence.file, $1.occurrence.location)
            },
            findings: scan.findings
        )
    }
}
