import ImageModel
package import Manifests

/// Reads and locates, several files at once.
package struct RepositoryScanner: Sendable {
    private let isSelected: @Sendable (RepositoryPath) -> Bool
    private let jobs: Int
    package let locator: FileLocator
    private let store: ScanStore?

    /// - Parameters:
    ///   - jobs: files read at once.
    ///   - store: what earlier runs found by the same locator in the files that are looked at.
    ///   - isSelected: which paths are looked at, of those that the locator reads.
    package init(
        jobs: Int = 8, locator: FileLocator = FileLocator(), store: ScanStore? = nil,
        isSelected: @escaping @Sendable (RepositoryPath) -> Bool = { _ in true }
    ) {
        self.jobs = max(1, jobs)
        self.locator = locator
        self.store = store
        self.isSelected = isSelected
    }

    /// Nothing tells from a submodule's name what is in it.
    func isLookedAt(_ path: RepositoryPath, _ kind: KeptEntry.Kind = .file) -> Bool {
        (kind == .submodule || locator.reads(path)) && isSelected(path)
    }

    /// - Throws: `.cancelled` too: part of a repository would be planned as if the rest were not there.
    package func scan(_ files: some RepositoryFiles) async throws(ReconciliationError) -> RepositoryScan {
        if let store, let commit = files.commit { return try await scan(commit, store) }
        let listing = try await files.list()
        let paths = listing.paths.filter { isLookedAt($0) }
        let looks = try await look(paths, ahead: files.readAhead) { path in
            do throws(ReconciliationError) {
                guard let bytes = try await files.read(path) else { return nil }
                let scan = locator.scan(path, bytes)
                return scan.isEmpty ? nil : Look(scan)
            } catch {
                return Look(path, unreadable: error)
            }
        }
        return RepositoryScan(
            revision: files.revision,
            files: paths.count,
            scans: Self.inOrder(looks.map(\.scan)),
            listed: listing.links.filter { isLookedAt($0) }.map { .link($0) }
                + listing.submodules.filter { isLookedAt($0, .submodule) }.map { .submodule($0) }
        )
    }

    /// A file that was looked at.
    struct Look: Sendable {
        let scan: FileScan
        /// Whether its bytes could be read: what cannot be may be there the next time.
        let isRead: Bool

        init(_ scan: FileScan) {
            (self.scan, isRead) = (scan, true)
        }

        init(_ path: RepositoryPath, unreadable error: ReconciliationError) {
            var scan = FileScan(file: path)
            scan.findings = [Finding(file: path, location: nil, reason: .unparsable, message: error.message)]
            (self.scan, isRead) = (scan, false)
        }
    }

    static func inOrder(_ scans: [FileScan]) -> [FileScan] {
        scans.filter { !$0.isEmpty }.sorted { $0.file < $1.file }
    }

    /// In slices, so that a task is worth its cost.
    ///
    /// - Parameters:
    ///   - ahead: told what is read next, until it says that it need not hear it again.
    ///   - read: `nil` for what there is no file of.
    /// - Returns: in the order of the items.
    func look<Item: Sendable>(
        _ items: [Item], ahead: @escaping @Sendable (ArraySlice<Item>) -> Bool = { _ in true },
        _ read: @escaping @Sendable (Item) async -> Look?
    ) async throws(ReconciliationError) -> [Look] {
        let slice = max(1, min(64, (items.count + jobs - 1) / jobs))
        let slices = stride(from: 0, to: items.count, by: slice).map { items[$0..<min($0 + slice, items.count)] }
        let looks = await withTaskGroup(of: (Int, [Look]).self) { group in
            var next = slices.enumerated().makeIterator()
            func start() {
                if let (index, slice) = next.next() { group.addTask { (index, await Self.look(slice, ahead, read)) } }
            }
            for _ in 0..<jobs { start() }
            var looks: [[Look]] = Array(repeating: [], count: slices.count)
            while let (index, done) = await group.next() {
                looks[index] = done
                start()
            }
            return looks.flatMap(\.self)
        }
        guard !Task.isCancelled else {
            throw ReconciliationError(.cancelled, "cancelled before every file was read; nothing was written")
        }
        return looks
    }

    private static func look<Item>(
        _ items: ArraySlice<Item>, _ ahead: (ArraySlice<Item>) -> Bool, _ read: @Sendable (Item) async -> Look?
    ) async -> [Look] {
        var looks: [Look] = []
        var isAhead = false
        for index in items.indices {
            if Task.isCancelled { break }
            if !isAhead { isAhead = ahead(items[index...]) }
            if let look = await read(items[index]) { looks.append(look) }
        }
        return looks
    }
}
