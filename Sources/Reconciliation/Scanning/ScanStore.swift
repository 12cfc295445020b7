package import Manifests

/// What was found in a repository's files, kept from run to run, so that only what is new is read. It is only a cache.
package struct ScanStore: Sendable {
    private let file: KeptFile
    private let pool: ScanPool?

    /// Raised with the layout.
    private static let version = 3

    /// - Parameters:
    ///   - folder: the cache's; made where it is missing.
    ///   - repository: its git directory.
    ///   - selection: says which files are looked at; two that do the same read the same.
    ///   - pool: of a process that reads the same repositories again and again.
    package init(
        in folder: String, repository: String, program: String, options: LocatorOptions, selection: String,
        pool: ScanPool? = nil
    ) {
        let rules = ["\(Self.version)", program, "\(FileLocator.version)", String(reflecting: options), selection]
        file = KeptFile(
            in: folder, name: "\(RepositoryHash(repository))-\(RepositoryHash(rules.joined(separator: "\0"))).scans",
            kind: "scans", rules: rules)
        self.pool = pool
    }

    /// Empty where nothing fitting is kept.
    func load() -> KeptScans {
        pool?.scans(file.path) ?? file.content().flatMap { ScanLayout.scans($0) } ?? KeptScans()
    }

    /// Only what the newest run saw is kept, so that it does not grow beyond its repository.
    ///
    /// - Parameter isNews: whether the files are others than those that were loaded.
    func save(_ scans: KeptScans, isNews: Bool) {
        pool?.keep(scans, as: file.path)
        if isNews { file.replace(with: ScanLayout.bytes(scans)) }
    }
}
