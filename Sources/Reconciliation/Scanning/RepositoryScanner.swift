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
    ///   - store: what earlier runs found by the same locator.
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

    /// - Throws: `.cancelled` too: part of a repository would be planned as if the rest were not there.
    package func scan(_ files: some RepositoryFiles) async throws(ReconciliationError) -> RepositoryScan {
        let listing = try await files.list()
        let paths = listing.paths.filter { locator.reads($0) && isSelected($0) }
        let scans = await rememberedScans(paths, of: files)
        guard !Task.isCancelled else {
            throw ReconciliationError(.cancelled, "cancelled before every file was read; nothing was written")
        }
        return RepositoryScan(
            revision: files.revision,
            files: paths.count,
            scans: scans,
            listed: listing.findings.filter { locator.reads($0.file) && isSelected($0.file) }
        )
    }

    /// A file that was looked at.
    private struct Look: Sendable {
        let scan: FileScan
        /// Whether its bytes could be read: what cannot be may be there the next time.
        let isRead: Bool
    }

    /// Reads only what no earlier run has read.
    private func rememberedScans(_ paths: [RepositoryPath], of files: some RepositoryFiles) async -> [FileScan] {
        var memory = ScanMemory(store)
        var scans: [FileScan] = []
        var unknown: [RepositoryPath] = []
        for path in paths {
            if let scan = memory.scan(path, files.blob(path)) { scans.append(scan) } else { unknown.append(path) }
        }
        for look in await look(unknown, of: files) {
            if look.isRead, let blob = files.blob(look.scan.file) { memory.add(look.scan, blob) }
            scans.append(look.scan)
        }
        memory.save()
        return scans.filter { !$0.isEmpty }.sorted { $0.file < $1.file }
    }

    /// In slices, so that a task is worth its cost.
    private func look(_ paths: [RepositoryPath], of files: some RepositoryFiles) async -> [Look] {
        let slice = max(1, min(64, (paths.count + jobs - 1) / jobs))
        let slices = stride(from: 0, to: paths.count, by: slice).map { paths[$0..<min($0 + slice, paths.count)] }
        return await withTaskGroup(of: [Look].self) { group in
            var next = slices.makeIterator()
            for _ in 0..<jobs {
                if let slice = next.next() { group.addTask { await look(slice, of: files) } }
            }
            var looks: [Look] = []
            while let done = await group.next() {
                looks += done
                if let slice = next.next() { group.addTask { await look(slice, of: files) } }
            }
            return looks
        }
    }

    private func look(_ paths: ArraySlice<RepositoryPath>, of files: some RepositoryFiles) async -> [Look] {
        var looks: [Look] = []
        for path in paths {
            if Task.isCancelled { break }
            do throws(ReconciliationError) {
                guard let bytes = try await files.read(path) else { continue }
                let scan = locator.scan(path, bytes)
                // Without a memory, what holds nothing is of no use.
                if store != nil || !scan.isEmpty { looks.append(Look(scan: scan, isRead: true)) }
            } catch {
                looks.append(Look(scan: Self.unreadable(path, error), isRead: false))
            }
        }
        return looks
    }

    private static func unreadable(_ path: RepositoryPath, _ error: ReconciliationError) -> FileScan {
        var scan = FileScan(file: path)
        scan.findings = [Finding(file: path, location: nil, reason: .unparsable, message: error.message)]
        return scan
    }
}
