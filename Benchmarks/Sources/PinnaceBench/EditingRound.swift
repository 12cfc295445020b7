import ImageModel
import Manifests
import YAMLSource

/// Locates every reference of a corpus, gives each another value, and checks every edited file, on one thread.
struct EditingRound {
    /// What stands at the end of every value that is written.
    static let pin = "@sha256:" + String(repeating: "0123456789abcdef", count: 4)

    private(set) var references = 0
    private(set) var editedFiles = 0

    mutating func run(_ files: [(path: RepositoryPath, bytes: [UInt8])]) throws {
        let locator = FileLocator()
        for (path, bytes) in files where locator.reads(path) {
            let scan = locator.scan(path, bytes)
            references += scan.occurrences.count
            let writes = scan.occurrences.compactMap(Self.write)
            guard !writes.isEmpty else { continue }
            let edited = try locator.edited(path, bytes, by: writes, scannedAs: scan)
            guard edited.scan.occurrences.count == scan.occurrences.count else { throw NothingWritten(path: path) }
            guard edited.bytes.count > bytes.count else { throw NothingWritten(path: path) }
            editedFiles += 1
        }
    }

    private static func write(_ occurrence: ImageOccurrence) -> SiteWrite? {
        let site =
            switch occurrence.parts {
            case .whole(let site): site
            case .helm(let image): image.tag
            case .kustomize(let entry): entry.newTag
            }
        return site.map { SiteWrite(site: $0, value: ($0.value ?? "") + pin) }
    }

    struct NothingWritten: Error {
        let path: RepositoryPath
    }
}
