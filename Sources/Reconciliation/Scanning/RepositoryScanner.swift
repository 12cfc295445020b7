import ImageModel
package import Manifests

/// Reads and locates, several files at once.
package struct RepositoryScanner: Sendable {
    private let isSelected: @Sendable (RepositoryPath) -> Bool
    private let jobs: Int
    package let locator: FileLocator

    /// - Parameters:
    ///   - jobs: files read at once.
    ///   - isSelected: which paths are looked at, of those that the locator reads.
    package init(
        jobs: Int = 8, locator: FileLocator = FileLocator(),
        isSelected: @escaping @Sendable (RepositoryPath) -> Bool = { _ in true }
    ) {
        self.jobs = max(1, jobs)
        self.locator = locator
        self.isSelected = isSelected
    }

    /// - Throws: `.cancelled` too: part of a repository would be planned as if the rest were not there.
    package func scan(_ files: some RepositoryFiles) async throws(ReconciliationError) -> RepositoryScan {
        let listing = try await files.list()
        let paths = listing.paths.filter { locator.reads($0) && isSelected($0) }
        let scans = await scan(paths, of: files)
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

    /// In slices, so that a task is worth its cost.
    private func scan(_ paths: [RepositoryPath], of files: some RepositoryFiles) async -> [FileScan] {
        let slice = max(1, min(64, (paths.count + jobs - 1) / jobs))
        let slices = stride(from: 0, to: paths.count, by: slice).map { paths[$0..<min($0 + slice, paths.count)] }
        return await withTaskGroup(of: [FileScan].self) { group in
            var next = slices.makeIterator()
            for _ in 0..<jobs {
                if let slice = next.next() { group.addTask { await scan(slice, of: files) } }
            }
            var scans: [FileScan] = []
            while let done = await group.next() {
                scans += done
                if let slice = next.next() { group.addTask { await scan(slice, of: files) } }
            }
            return scans.sorted { $0.file < $1.file }
        }
    }

    private func scan(_ paths: ArraySlice<RepositoryPath>, of files: some RepositoryFiles) async -> [FileScan] {
        var scans: [FileScan] = []
        for path in paths {
            if Task.isCancelled { break }
            do throws(ReconciliationError) {
                guard let bytes = try await files.read(path) else { continue }
                let scan = locator.scan(path, bytes)
                if !scan.isEmpty { scans.append(scan) }
            } catch {
                scans.append(Self.unreadable(path, error))
            }
        }
        return scans
    }

    private static func unreadable(_ path: RepositoryPath, _ error: ReconciliationError) -> FileScan {
        var scan = FileScan(file: path)
        scan.findings = [Finding(file: path, location: nil, reason: .unparsable, message: error.message)]
        return scan
    }
}
