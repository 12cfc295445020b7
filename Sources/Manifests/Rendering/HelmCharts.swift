/// What the templates at hand do with the tags of their values.
package struct HelmCharts: Hashable, Sendable {
    package enum TagUse: Hashable, Sendable {
        /// The tag only ever stands in an image.
        case imageOnly
        /// The tag also stands where a digest breaks something.
        case elsewhere(file: RepositoryPath, line: Int)
        /// No template names it outright.
        case unknown
    }

    private struct Place: Hashable {
        let folder: RepositoryPath
        let image: String
    }

    private let uses: [Place: TagUse]

    package init(_ scans: [FileScan]) {
        var uses: [Place: TagUse] = [:]
        for scan in scans.sorted(by: { $0.file < $1.file }) {
            guard let folder = Self.chartFolder(of: scan.file) else { continue }
            for use in scan.tagUses {
                let place = Place(folder: folder, image: use.image)
                if !use.isImageLine {
                    uses[place] = .elsewhere(file: scan.file, line: use.line)
                } else if uses[place] == nil {
                    uses[place] = .imageOnly
                }
            }
        }
        self.uses = uses
    }

    /// How the chart of a values file uses the tag of the image at a values path.
    package func tagUse(of image: String, valuesIn folder: RepositoryPath) -> TagUse {
        uses[Place(folder: folder, image: image)] ?? .unknown
    }

    /// The folder above `templates/`, for a file below it.
    package static func chartFolder(of file: RepositoryPath) -> RepositoryPath? {
        file.folder(above: "templates")
    }
}
