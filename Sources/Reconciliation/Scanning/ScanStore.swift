import GitStore
package import Manifests

/// What was found in files, kept from run to run by path and blob, so that only blobs not seen before are read. It is
/// only a cache.
package struct ScanStore: Sendable {
    private let file: KeptFile

    /// Raised with the layout.
    private static let version = 1

    /// - Parameters:
    ///   - folder: the cache's; made where it is missing.
    ///   - repository: its git directory.
    package init(in folder: String, repository: String, program: String, options: LocatorOptions) {
        file = KeptFile(
            in: folder, name: "\(RepositoryHash(repository)).scans", kind: "scans",
            rules: ["\(Self.version)", program, "\(FileLocator.version)", String(reflecting: options)])
    }

    /// Empty where nothing fitting is kept.
    func load() -> [RepositoryPath: KeptScan] {
        file.content().flatMap { ScanLayout.scans($0) } ?? [:]
    }

    /// Only what the newest run saw is kept, so that it does not grow beyond its repository.
    func save(_ scans: [RepositoryPath: KeptScan]) {
        file.replace(with: ScanLayout.bytes(scans))
    }
}

/// What stood in a blob at a path.
struct KeptScan: Hashable, Sendable {
    let blob: GitObjectID
    let scan: FileScan
}

/// What one run takes from a ``ScanStore`` and gives back to it.
struct ScanMemory: Sendable {
    private let store: ScanStore?
    private let known: [RepositoryPath: KeptScan]
    private var used: [RepositoryPath: KeptScan] = [:]
    private var hasNews = false

    init(_ store: ScanStore?) {
        self.store = store
        known = store?.load() ?? [:]
    }

    /// - Parameter blob: what stands at the path now; `nil` where that is not known without reading it.
    mutating func scan(_ path: RepositoryPath, _ blob: GitObjectID?) -> FileScan? {
        guard let blob, let kept = known[path], kept.blob == blob else { return nil }
        used[path] = kept
        return kept.scan
    }

    mutating func add(_ scan: FileScan, _ blob: GitObjectID) {
        guard store != nil, ScanLayout.holds(scan) else { return }
        used[scan.file] = KeptScan(blob: blob, scan: scan)
        hasNews = true
    }

    func save() {
        if hasNews { store?.save(used) }
    }
}
