package import Manifests
import YAMLSource

/// Everything that was found in a repository's files.
package struct RepositoryScan: Sendable {
    package let revision: String?
    /// Files that were looked at, with or without a reference.
    package let files: Int
    package let scans: [FileScan]
    private let listed: [Finding]

    package init(revision: String?, files: Int, scans: [FileScan], listed: [Finding]) {
        self.revision = revision
        self.files = files
        self.scans = scans
        self.listed = listed
    }

    package var findings: [Finding] {
        (listed + scans.flatMap(\.findings)).inFileOrder
    }

    package var graph: RenderGraph { RenderGraph(scans) }
}

extension [Finding] {
    var inFileOrder: [Finding] {
        sorted { ($0.file, $0.location?.line ?? 0) < ($1.file, $1.location?.line ?? 0) }
    }
}
